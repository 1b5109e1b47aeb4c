import { fact, ImprovementCompleted, ImprovementDecided, ImprovementFailed, ImprovementVerified, ReviewOpened, type ResolutionFact } from '@amends/contracts';
import { must } from '@amends/decider';
import type { Resolution } from '../resolution.js';
import { AFTER_IMPROVEMENT, type Improvement, type ImprovementState, type Reviewing } from './reviewing.js';

// Principle 3 outlives the complaint: none of these asks where it stands.

/** Looks again at what happened, so that it does not happen again. */
export function openReview(command: { reviewId: string; cause?: string | undefined; note?: string | undefined }, { reviewing }: Resolution): readonly ResolutionFact[] {
  const { reviewId, note } = command;
  must(!reviewing.reviews.some(({ id }) => id === reviewId), 'resolution.reviewed-before', 'There is a review with this id already.', 'Make a new id for each review.');
  return [fact(ReviewOpened, { reviewId, cause: command.cause ?? reviewing.cause }, note ? { note } : undefined)];
}

/** What is decided about a cause. */
export interface DecideImprovement {
  readonly improvementId: string;
  /** The review that it comes from; the newest one, or one opened by this decision, where it is left out. */
  readonly reviewId?: string | undefined;
  readonly newReviewId: string;
  readonly cause?: string | undefined;
  readonly owner: { readonly unit: string; readonly staff: string | null };
  readonly dueAt: string;
  readonly improvement?: string | undefined;
  readonly now: string;
}

/** Decides that somebody does something about the cause by a date. */
export function decideImprovement(command: DecideImprovement, { reviewing }: Resolution): readonly ResolutionFact[] {
  const { improvementId, owner, dueAt, improvement, now } = command;
  must(dueAt > now, 'resolution.due-in-the-past', 'The date has passed already.', 'Give a date by which it can be done.');
  must(!reviewing.improvements.some(({ id }) => id === improvementId), 'resolution.improved-before', 'There is an improvement with this id already.', 'Make a new id for each improvement.');
  const review = reviewOf(command, reviewing);
  const cause = command.cause ?? review?.cause ?? reviewing.cause;
  must(cause !== null, 'resolution.no-cause', 'It is not said what the improvement is to put an end to.', 'Name the cause, or nobody can look later whether it came back.');
  const reviewId = review?.id ?? command.newReviewId;
  return [
    ...(review ? [] : [fact(ReviewOpened, { reviewId, cause })]),
    fact(ImprovementDecided, { improvementId, reviewId, cause, owner, dueAt }, improvement ? { improvement } : undefined),
  ];
}

/** The improvement was made; whether it helps is looked at later. */
export function completeImprovement(command: { improvementId: string; note?: string | undefined }, { reviewing }: Resolution): readonly ResolutionFact[] {
  const { id: improvementId } = thatMayBe('completed', command.improvementId, reviewing);
  return [fact(ImprovementCompleted, { improvementId }, command.note ? { note: command.note } : undefined)];
}

/** Looks whether the cause came back since the improvement was made: any complaint resolved with it says that it did. */
export function verifyImprovement(command: { improvementId: string; complaintsSince: number }, { reviewing }: Resolution): readonly ResolutionFact[] {
  const { id: improvementId } = thatMayBe('verified', command.improvementId, reviewing);
  const { complaintsSince } = command;
  return [fact(complaintsSince === 0 ? ImprovementVerified : ImprovementFailed, { improvementId, complaintsSince })];
}

function reviewOf({ reviewId }: DecideImprovement, { reviews }: Reviewing): Reviewing['reviews'][number] | undefined {
  const review = reviewId === undefined ? reviews.at(-1) : reviews.find(({ id }) => id === reviewId);
  must(review !== undefined || reviewId === undefined, 'resolution.unknown-review', 'There is no such review of this complaint.', 'Leave it out, and the newest one is taken.');
  return review;
}

function thatMayBe(next: ImprovementState, id: string, { improvements }: Reviewing): Improvement {
  const improvement = improvements.find((one) => one.id === id);
  must(improvement !== undefined, 'resolution.unknown-improvement', 'No such improvement was decided here.', 'Read the complaint again and take the id from there.');
  must(
    AFTER_IMPROVEMENT[improvement.state].includes(next),
    `resolution.improvement-is-${improvement.state}`,
    `The improvement is ${improvement.state}.`,
    next === 'verified' ? 'Record first that it was made; one that was looked at already is followed by another one.' : 'Decide another improvement if this one was not enough.',
  );
  return improvement;
}
