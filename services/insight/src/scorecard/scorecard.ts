import type { Obligation } from '../obligations/obligation-patch.js';
import { PRINCIPLE_NUMBERS } from '../obligations/obligations.sql.js';
import { shows } from '../principles/principle-of.js';

/** How one obligation counts, the worst first: of several under a principle, the first of these that occurs is the principle's. */
export const OUTCOMES = ['missed', 'open', 'met-late', 'waived', 'met'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Where a complaint stands under a principle; `not-recorded` when its source could not have shown it. */
export const STANDINGS = [...OUTCOMES, 'not-owed', 'not-recorded'] as const;
export type Standing = (typeof STANDINGS)[number];

/** What the scorecard needs of an obligation. */
export type Scored = Pick<Obligation, 'principle' | 'round' | 'state' | 'missedBy' | 'because'>;

/** One principle over all rounds of a complaint, in each round, and the obligations that show it. */
export interface PrincipleScore<Owed extends Scored = Scored> {
  readonly principle: number;
  readonly standing: Standing;
  readonly rounds: readonly { readonly round: number; readonly standing: Standing }[];
  readonly obligations: readonly Owed[];
}

/**
 * How an obligation counts; undefined when it counts for nothing. What is no longer owed counts only when it had been missed before, and the
 * miss was one: the customer waited in vain, whatever ended it. Silence that counts as yes is met; a waiver excuses a miss.
 */
export function outcomeOf({ state, missedBy, because }: Pick<Scored, 'state' | 'missedBy' | 'because'>): Outcome | undefined {
  switch (state) {
    case 'open':
    case 'missed':
    case 'waived':
      return state;
    case 'settled':
    case 'lapsed':
      return 'met';
    case 'settled-late':
      return 'met-late';
    case 'cancelled':
      return missedBy !== null && because !== 'retracted' ? 'missed' : undefined;
  }
}

/** The scorecard of one complaint from its obligations; `shown` are the bits of the principles that its source can show. Pure: order does not matter. */
export function scorecardOf<Owed extends Scored>(obligations: readonly Owed[], shown: number): readonly PrincipleScore<Owed>[] {
  const rounds = [...new Set(obligations.map(({ round }) => round))].sort((one, other) => one - other);
  return PRINCIPLE_NUMBERS.map((principle) => {
    const own = obligations.filter((owed) => owed.principle === principle);
    const standingOf = (owed: readonly Owed[]): Standing => worstOf(owed) ?? (shows(shown, principle) ? 'not-owed' : 'not-recorded');
    return {
      principle, standing: standingOf(own), obligations: own,
      rounds: rounds.map((round) => ({ round, standing: standingOf(own.filter((owed) => owed.round === round)) })),
    };
  });
}

function worstOf(obligations: readonly Scored[]): Outcome | undefined {
  const outcomes = new Set(obligations.map(outcomeOf));
  return OUTCOMES.find((outcome) => outcomes.has(outcome));
}
