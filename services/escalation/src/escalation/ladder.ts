import { millisOf, type WhyThisPerson } from '@amends/contracts';
import type { Pack } from '@amends/policy';
import type { Page } from '../ledger/page.js';
import type { Moment } from '../ledger/judged.js';
import type { Superiors } from '../superiors/superiors.js';
import { whoIsNext } from '../superiors/who-is-next.js';

/** Who is to be told next, why that person, and whether anybody is above them. */
export interface Rung {
  readonly level: number;
  readonly person: string;
  readonly rota: string | null;
  readonly chosen: WhyThisPerson;
  readonly top: boolean;
}

/** Who is told next: the levels are the policy pack's, the people who fill them stand in the reference data of superiors. */
export class Ladder {
  constructor(private readonly inForce: { readonly current: Superiors }) {}

  /** One level above whoever knows already, at the instant of a moment; at the top it stays there. */
  next({ soFar, pack }: Pick<Page, 'soFar' | 'pack'>, { now, packs }: Moment): Rung {
    const { known: { owner, receivedBy }, informed, category } = soFar;
    const at = millisOf(now);
    const { steps: _steps, ...rung } = whoIsNext(this.inForce.current, {
      unit: owner?.unit ?? receivedBy,
      owner: owner?.staff ?? null,
      category,
      told: informed,
      levels: (pack === null ? packs.inForceAt(now) : packs.of(pack)).data.ladder.length,
      at,
      holiday: (calendar) => holidayAt(packs.inForceAt(now), calendar, at),
    });
    return rung;
  }
}

/** The name of the holiday that a calendar of a pack has at an instant; undefined on other days, and without such a calendar. */
export function holidayAt(pack: Pack, calendar: string, at: number): string | undefined {
  if (!(calendar in pack.data.calendars)) return undefined;
  const { by } = pack.calendarOf({ calendar }).dayOf(at);
  return by.kind === 'holiday' ? by.name : undefined;
}
