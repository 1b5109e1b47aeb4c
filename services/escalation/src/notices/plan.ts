import type { Waiting } from './notice.js';
import type { Preferences } from './preferences.js';
import { goingBy } from './when-to-go.js';

/** More notices than this within a minute are one digest: a person reads five, and turns off the sixth. */
export const MOST_AT_ONCE = 5;
const MINUTE_MS = 60_000;
/** A clock that catches up has said all when nothing came for so long … */
const CAUGHT_UP_MS = 10_000;
/** … and is not waited for longer than this, however much there is. */
const MOST_CATCHING_UP_MS = 5 * MINUTE_MS;

/** What goes to one person now, and when to look again. */
export interface Plan {
  /** What goes together, in the order in which it was noted; more than one is a digest. */
  readonly letters: readonly (readonly Waiting[])[];
  /** Milliseconds since 1970; undefined when nothing waits. */
  readonly lookAt: number | undefined;
}

/** At which instant, and how many were told one by one within the minute before it. */
export interface PlanMoment {
  readonly now: number;
  readonly toldLately: number;
}

/**
 * What goes to a person now of all that waits for them, oldest first. What had to wait, was due while no clock ran, or comes in great
 * number goes as one digest; the rest goes one by one. Nothing is left out: it goes now, or it is looked at again.
 */
export function planOf(waiting: readonly Waiting[], preferences: Preferences, moment: PlanMoment): Plan {
  const timed = timesOf(waiting, preferences);
  const due = timed.filter(({ at }) => at <= moment.now);
  const fresh = due.filter((one) => isFresh(one, moment.now)).map(({ notice }) => notice);
  const late = due.filter((one) => !isFresh(one, moment.now)).map(({ notice }) => notice);
  const later = timed.filter(({ at }) => at > moment.now).map(({ at }) => at);
  if (late.length + fresh.length === 0) return { letters: [], lookAt: leastOf(later) };
  if (fresh.length > MOST_AT_ONCE) return { letters: [due.map(({ notice }) => notice)], lookAt: leastOf(later) };
  const tooMany = fresh.length + moment.toldLately > MOST_AT_ONCE;
  const singles = tooMany ? fresh.filter(({ grave }) => grave) : fresh;
  const held = tooMany ? fresh.filter(({ grave }) => !grave).map(({ notedAt }) => notedAt + MINUTE_MS) : [];
  return { letters: [...(late.length > 0 ? [late] : []), ...singles.map((one) => [one])], lookAt: leastOf([...later, ...held]) };
}

interface Timed {
  readonly notice: Waiting;
  readonly at: number;
}

function timesOf(waiting: readonly Waiting[], preferences: Preferences): readonly Timed[] {
  const settledAt = caughtUpAt(waiting);
  const goesAt = goingBy(preferences);
  const pierces = ({ grave }: Waiting): boolean => grave && preferences.graveAtOnce;
  return waiting.map((notice) => {
    const ready = notice.caughtUp ? settledAt : notice.notedAt;
    return { notice, at: pierces(notice) ? ready : goesAt(ready) };
  });
}

function caughtUpAt(waiting: readonly Waiting[]): number {
  const noted = waiting.filter(({ caughtUp }) => caughtUp).map(({ notedAt }) => notedAt);
  return Math.min(Math.max(...noted) + CAUGHT_UP_MS, Math.min(...noted) + MOST_CATCHING_UP_MS);
}

/** It goes as soon as it was noted; whatever waited goes with the others that did. */
const isFresh = ({ notice, at }: Timed, now: number): boolean => !notice.caughtUp && at === notice.notedAt && now - at < MINUTE_MS;

const leastOf = (instants: readonly number[]): number | undefined => (instants.length > 0 ? Math.min(...instants) : undefined);
