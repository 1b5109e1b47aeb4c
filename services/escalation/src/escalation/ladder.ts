import type { KnownComplaint } from '@amends/contracts';
import type { Informed } from '@amends/principles';
import type { Company } from '@amends/runtime';

/** Who is to be told next, and whether anybody is above them. */
export interface Rung {
  readonly level: number;
  readonly person: string;
  readonly top: boolean;
}

/** Who is above whom, by the company file: a complaint that nobody owns is told where it was received, or at the top. */
export class Ladder {
  private readonly topUnit: string;
  private readonly fallback: string;

  /** Throws when nobody is there to be told when all others fail: an escalation must always reach a named person. */
  constructor(private readonly company: Pick<Company, 'allUnits' | 'has' | 'superiorsOf'>) {
    this.topUnit = company.allUnits().find(({ parent }) => parent === null)!.id;
    const fallback = company.superiorsOf(this.topUnit).at(-1);
    if (!fallback) throw new Error(`nobody can be told of a grave complaint: name somebody under superiors.${this.topUnit} in the company file`);
    this.fallback = fallback;
  }

  /** One level above whoever knows already; at the top it stays there. */
  next({ owner, receivedBy }: Pick<KnownComplaint, 'owner' | 'receivedBy'>, informed: readonly Pick<Informed, 'level'>[]): Rung {
    const people = this.above(owner?.unit ?? receivedBy, owner?.staff ?? null);
    const level = Math.min(Math.max(0, ...informed.map((one) => one.level)) + 1, people.length);
    return { level, person: people[level - 1]!, top: level === people.length };
  }

  /** Nobody is told what they own themselves, as long as there is anybody else. */
  private above(unit: string | null, owner: string | null): readonly string[] {
    const from = unit !== null && this.company.has(unit) ? unit : this.topUnit;
    const others = this.company.superiorsOf(from).filter((person) => person !== owner);
    return others.length > 0 ? others : [this.fallback];
  }
}
