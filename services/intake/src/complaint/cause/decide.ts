import { CauseAsked, CauseFound, CauseUnknown, fact, type FactOf, type IntakeFact, type KnownComplaint } from '@amends/contracts';
import type { Complaint } from '../complaint.js';
import { mustBeAlive } from '../rules.js';
import { wordsOf } from '../words-of.js';
import { findingOf } from './cause.js';

/** A question that is to lead to the true cause; the answer may come with it, or later under the same id. */
export interface AskCause {
  readonly questionId: string;
  readonly question: string;
  readonly answer?: string | undefined;
}

/** The true cause, whose it is, and what shows it. */
export interface NameCause {
  readonly cause: string;
  readonly ownerUnit: string | null;
  readonly evidence?: string | undefined;
}

/** Why the cause stays unknown. */
export type LeaveCauseUnknown = FactOf<typeof CauseUnknown>['data'] & { readonly explanation?: string | undefined };

/** Asks for the cause; asked again under the same id without a new answer, nothing changes. */
export function askCause({ questionId, question, answer }: AskCause, { cause }: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const answered = answer !== undefined;
  const before = Object.hasOwn(cause.questions, questionId) ? cause.questions[questionId] : undefined;
  if (before === true || before === answered) return [];
  mustBeAlive(known);
  return [fact(CauseAsked, { questionId, answered }, wordsOf({ question, answer }))];
}

/** Names the cause; another one may be named later, when more is known. */
export function nameCause({ cause, ownerUnit, evidence }: NameCause, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  return found(fact(CauseFound, { cause, ownerUnit }, wordsOf({ evidence })), state, known);
}

/** Says openly that the cause was looked for and not found. */
export function leaveCauseUnknown({ because, explanation }: LeaveCauseUnknown, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  return found(fact(CauseUnknown, { because }, wordsOf({ explanation })), state, known);
}

/** The same finding again in the same round, without new words, changes nothing. */
function found(finding: Parameters<typeof findingOf>[0], { cause }: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  mustBeAlive(known);
  const same = cause.last?.round === known.round && cause.last.finding === findingOf(finding);
  return same && !finding.words ? [] : [finding];
}
