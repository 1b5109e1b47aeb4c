import type { IntakeFact } from '@amends/contracts';

/** How far the search for the true cause has come. */
export interface CauseSoFar {
  /** Questions that were asked, by id: whether they were answered. */
  readonly questions: Readonly<Record<string, boolean>>;
  /** What was said last, and in which round: the cause with whose it is, or why it stays unknown. */
  readonly last: { readonly round: number; readonly finding: string } | null;
}

export const NO_CAUSE: CauseSoFar = { questions: {}, last: null };

/** What one fact adds to the search. */
export function learnCause(soFar: CauseSoFar, fact: IntakeFact & { round: number }): CauseSoFar {
  switch (fact.type) {
    case 'CauseAsked':
      return { ...soFar, questions: { ...soFar.questions, [fact.data.questionId]: fact.data.answered } };
    case 'CauseFound':
    case 'CauseUnknown':
      return { ...soFar, last: { round: fact.round, finding: findingOf(fact) } };
    default:
      return soFar;
  }
}

/** What a finding says, in a form in which two that say the same are equal. */
export const findingOf = (fact: Extract<IntakeFact, { type: 'CauseFound' | 'CauseUnknown' }>): string =>
  fact.type === 'CauseFound' ? JSON.stringify([fact.data.cause, fact.data.ownerUnit]) : JSON.stringify([fact.data.because]);
