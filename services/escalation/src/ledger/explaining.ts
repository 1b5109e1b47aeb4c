import { courseOf, explain, explainHours, explainPromise, type Language, type Pack, type PackOf } from '@amends/policy';
import { clockOf, pausesUpTo, type Obligation } from './obligation.js';

/** Why an obligation is due when it is, in words. */
export interface Explained {
  readonly obligationId: string;
  readonly kind: string;
  /** The policy pack to which the complaint is pinned, and the rule of it that applies now. */
  readonly pack: string;
  readonly rule: string | null;
  readonly dueAt: string;
  readonly summary: string;
  /** A line for every stretch of time: counted, paused, or not counted and why. */
  readonly lines: readonly string[];
}


/** Explains an obligation's clock from what its events say, as the pack reckons it; while it stands still, up to now. */
export function explained(obligation: Obligation, pack: Pack, language: Language, now: string, others?: PackOf): Explained {
  const { id: obligationId, kind, dueAt, rule, changes, pausedAt, pausedUntil } = obligation;
  const answer = { obligationId, kind, pack: pack.id, rule: changes?.at(-1)?.rule ?? rule ?? null, dueAt };
  if (rule === undefined) return { ...answer, summary: explainPromise({ promisedFor: Date.parse(obligation.promisedFor ?? dueAt), dueAt: Date.parse(dueAt), calendar: pack.calendarOf({}) }, language), lines: [] };
  if (obligation.convenientUntil === dueAt) return { ...answer, summary: explainHours({ dueAt: Date.parse(dueAt), calendar: pack.calendarOf({}) }, language), lines: [] };
  const course = courseOf(pack, clockOf(pausedUntil === undefined ? obligation : { ...obligation, pauses: pausesUpTo(obligation, pausedUntil) }), others);
  const lasting = pausedAt && pausedUntil === undefined ? [{ from: Date.parse(pausedAt) }] : [];
  const { summary, lines } = explain({ ...course, pauses: [...(course.pauses ?? []), ...lasting] }, language, Date.parse(now));
  return { ...answer, summary, lines };
}
