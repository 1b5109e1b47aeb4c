import { isDeepStrictEqual } from 'node:util';
import { Occurrences } from './occurrences.js';
import type { HolidayDuty, RotaEntry } from './reference.js';

/** People who take turns, ready to be asked. */
export class Rota {
  private readonly shifts: readonly { readonly times: Occurrences; readonly members: readonly string[]; readonly perTurn: number }[];

  constructor(private readonly entry: RotaEntry) {
    this.shifts = entry.shifts.map((shift) => ({ times: new Occurrences(shift, entry.zone), members: shift.members ?? entry.members, perTurn: shift.perTurn ?? 1 }));
  }

  /** Whether an entry says the same as the one of which this was made. */
  isOf(entry: RotaEntry): boolean {
    return isDeepStrictEqual(entry, this.entry);
  }

  get id(): string {
    return this.entry.rota;
  }

  /** Set for a holiday guarantee team. */
  get holidays(): HolidayDuty | undefined {
    return this.entry.holidays;
  }

  /** Whose turn it is at an instant, and after them the others in turn; nobody between shifts. */
  inTurnAt(instant: number): readonly string[] {
    for (const { times, members, perTurn } of this.shifts) {
      const now = times.at(instant);
      if (!now) continue;
      const turn = Math.floor(now.index / perTurn) % members.length;
      return [...members.slice(turn), ...members.slice(0, turn)];
    }
    return [];
  }
}
