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

  constructor(
    absences: readonly Absence[],
    deputies: readonly Deputy[],
    /** Whoever has left the company is there for nobody. */
    readonly isStaff: (person: string) => boolean,
  ) {
    const away = absences.map((absence) => ({ from: Date.parse(absence.from), to: Date.parse(absence.to), absence }));
    this.away = Map.groupBy(away, ({ absence }) => absence.person);
    this.deputies = new Map(deputies.map(({ person, deputy }) => [person, deputy]));
  }

  /** Why a person is not there at an instant: of several absences one with a stand-in. */
  absenceOf(person: string, at: number): Absence | undefined {
    const now = this.away.get(person)?.filter(({ from, to }) => from <= at && at < to);
    return (now?.find(({ absence }) => absence.standIn !== null) ?? now?.[0])?.absence;
  }

  /** Who stands in for a person whenever they are not there. */
  deputyOf(person: string): string | undefined {
    return this.deputies.get(person);
  }

  /** The person if they are there, else who stands in for them, or in turn for that one; undefined when nobody does. */
  whoIsThere(person: string, at: number, leftOut: LeftOut, steps: Step[]): Present | undefined {
    return new Replacing(this, at, leftOut, steps).find({ person, as: 'themself' });
  }
}

/** The search for somebody who is there, at one instant, from one person on. */
class Replacing {
  /** Two who stand in for each other may both be away. */
  private readonly passed: string[] = [];

  constructor(
    private readonly presence: Presence,
    private readonly at: number,
    private readonly leftOut: LeftOut,
    private readonly steps: Step[],
  ) {}

  find(candidate: Present): Present | undefined {
    const { person } = candidate;
    if (this.passed.includes(person)) return undefined;
    this.passed.push(person);
    const absence = this.presence.absenceOf(person, this.at);
    if (!absence && this.presence.isStaff(person)) return this.unlessLeftOut(candidate);
    this.steps.push(absence ? { step: 'absent', person, until: absence.to } : { step: 'gone', person });
    return this.standingIn(person, 'stand-in', absence?.standIn ?? null) ?? this.standingIn(person, 'deputy', this.presence.deputyOf(person) ?? null);
  }

  private unlessLeftOut(candidate: Present): Present | undefined {
    const because = this.leftOut(candidate.person);
    if (!because) return candidate;
    this.steps.push(because);
    return undefined;
  }

  private standingIn(absent: string, as: 'stand-in' | 'deputy', person: string | null): Present | undefined {
    if (person === null || this.passed.includes(person)) return undefined;
    this.steps.push({ step: 'stands-in', person, as, for: absent });
    return this.find({ person, as });
  }
}
