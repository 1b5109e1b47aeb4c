import type { Absence, Deputy } from './reference.js';
import type { Step } from './steps.js';

/** Whoever is there, and as what: the person themself, or somebody who stands in. */
export interface Present {
  readonly person: string;
  readonly as: 'themself' | 'stand-in' | 'deputy';
}

/** Says why a person is left out although they are there; undefined when they are not. */
export type LeftOut = (person: string) => Step | undefined;

interface Away {
  readonly from: number;
  readonly to: number;
  readonly absence: Absence;
}

/** Who is there when, and who stands in for whom. */
export class Presence {
  private readonly away: ReadonlyMap<string, readonly Away[]>;
  private readonly deputies: ReadonlyMap<string, string>;

  constructor(absences: readonly Absence[], deputies: readonly Deputy[]) {
    const away = absences.map((absence) => ({ from: Date.parse(absence.from), to: Date.parse(absence.to), absence }));
    this.away = Map.groupBy(away, ({ absence }) => absence.person);
    this.deputies = new Map(deputies.map(({ person, deputy }) => [person, deputy]));
  }

  /** Why a person is not there at an instant: of several absences one with a stand-in. */
  absenceOf(person: string, at: number): Absence | undefined {
    const now = this.away.get(person)?.filter(({ from, to }) => from <= at && at < to);
    return (now?.find(({ absence }) => absence.standIn !== null) ?? now?.[0])?.absence;
  }

  /** The person if they are there, else who stands in for them, or in turn for that one; undefined when nobody does. */
  whoIsThere(person: string, at: number, leftOut: LeftOut, steps: Step[]): Present | undefined {
    return this.search(person, 'themself', at, leftOut, steps, new Set());
  }

  private search(person: string, as: Present['as'], at: number, leftOut: LeftOut, steps: Step[], passed: Set<string>): Present | undefined {
    // Two who stand in for each other may both be away.
    if (passed.has(person)) return undefined;
    passed.add(person);
    const absence = this.absenceOf(person, at);
    if (!absence) {
      const because = leftOut(person);
      if (because) steps.push(because);
      return because ? undefined : { person, as };
    }
    steps.push({ step: 'absent', person, until: absence.to });
    return this.standingIn(person, 'stand-in', absence.standIn, at, leftOut, steps, passed) ?? this.standingIn(person, 'deputy', this.deputies.get(person) ?? null, at, leftOut, steps, passed);
  }

  private standingIn(absent: string, as: 'stand-in' | 'deputy', other: string | null, at: number, leftOut: LeftOut, steps: Step[], passed: Set<string>): Present | undefined {
    if (other === null || passed.has(other)) return undefined;
    steps.push({ step: 'stands-in', person: other, as, for: absent });
    return this.search(other, as, at, leftOut, steps, passed);
  }
}
