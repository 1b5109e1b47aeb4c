import type { FollowUpFact } from '@amends/contracts';
import { micros } from '../instants.js';
import { also, type DataOf, type Folds } from './fold.js';

/** What the customer did with the company after complaining. */
export type Activity = Omit<DataOf<FollowUpFact, 'CustomerReturned'>, 'customerId'>;

/** Whether it held: calls, satisfaction, and whether the customer came back. */
export interface Aftercare {
  /** The call that comes next. */
  readonly call?: DataOf<FollowUpFact, 'CallScheduled'>;
  readonly callsTried?: number;
  readonly reachedAt?: string;
  /** What the customer said last of whether it is put right. */
  readonly satisfaction?: {
    readonly satisfied: boolean; readonly how: 'explicit' | 'tacit'; readonly score: number | null; readonly round: number; readonly at: string;
  };
  readonly audits?: readonly { readonly agrees: boolean; readonly score: number | null; readonly at: string }[];
  /** The earliest return that is known: what was said last of it. */
  readonly returned?: Activity;
  readonly lost?: Activity;
}

/** What follow-up says after it was put right. */
export const AFTERCARE: Folds<FollowUpFact> = {
  CallScheduled: (_, { callId, window, attempt }) => ({ call: { callId, window: { from: micros(window.from), to: micros(window.to) }, attempt } }),
  CustomerReached: (_, __, at) => ({ call: undefined, reachedAt: at }),
  CustomerNotReached: ({ callsTried = 0 }) => ({ call: undefined, callsTried: callsTried + 1 }),
  SatisfactionConfirmed: (_, { how, score }, at, round) => ({ satisfaction: { satisfied: true, how, score, round, at } }),
  CustomerDissatisfied: (_, { score }, at, round) => ({ satisfaction: { satisfied: false, how: 'explicit', score, round, at } }),
  SatisfactionAudited: ({ audits }, { agrees, score }, at) => ({ audits: also(audits, { agrees, score, at }) }),
  CustomerReturned: (_, { customerId: _pseudonym, ...activity }) => ({ returned: { ...activity, happenedAt: micros(activity.happenedAt) } }),
  ReturnRetracted: (_, { retracts }) => (retracts === 'CustomerReturned' ? { returned: undefined } : { lost: undefined }),
  CustomerLost: (_, { customerId: _pseudonym, ...activity }) => ({ lost: { ...activity, happenedAt: micros(activity.happenedAt) } }),
};
