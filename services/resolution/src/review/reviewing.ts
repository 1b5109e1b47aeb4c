import type { ResolutionEvent } from '../resolution-event.js';

/** Where an improvement stands. */
export type ImprovementState = 'decided' | 'completed' | 'verified' | 'failed';

/** What follows what; an improvement that failed is followed by another one. */
export const AFTER_IMPROVEMENT: Readonly<Record<ImprovementState, readonly ImprovementState[]>> = {
  decided: ['completed'],
  completed: ['verified', 'failed'],
  verified: [],
  failed: [],
};

/** Something that was decided to be done about a cause. */
export interface Improvement {
  readonly id: string;
  readonly cause: string | null;
  readonly state: ImprovementState;
  readonly completedAt: string | null;
}

/** What is looked at again, and what is done about it; goes on after closing. */
export interface Reviewing {
  readonly reviews: readonly { readonly id: string; readonly cause: string | null }[];
  readonly improvements: readonly Improvement[];
  /** The cause that the complaint was last resolved with. */
  readonly cause: string | null;
}

export const NOTHING_REVIEWED: Reviewing = { reviews: [], improvements: [], cause: null };

/** The reviews and improvements after one more fact. */
export function reviewAfter(now: Reviewing, fact: ResolutionEvent): Reviewing {
  switch (fact.type) {
    case 'ComplaintResolved':
      return { ...now, cause: fact.data.cause ?? now.cause };
    case 'ReviewOpened':
      return { ...now, reviews: [...now.reviews, { id: fact.data.reviewId, cause: fact.data.cause }] };
    case 'ImprovementDecided': {
      const { improvementId: id, cause } = fact.data;
      return { ...now, improvements: [...now.improvements, { id, cause, state: 'decided', completedAt: null }] };
    }
    case 'ImprovementCompleted':
      return changed(now, fact.data.improvementId, { state: 'completed', completedAt: fact.recordedAt });
    case 'ImprovementVerified':
      return changed(now, fact.data.improvementId, { state: 'verified' });
    case 'ImprovementFailed':
      return changed(now, fact.data.improvementId, { state: 'failed' });
    default:
      return now;
  }
}

const changed = (now: Reviewing, id: string, change: Partial<Improvement>): Reviewing => ({
  ...now,
  improvements: now.improvements.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
