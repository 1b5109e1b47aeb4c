import type { ObligationKind } from '@amends/contracts';
import { afterBusiness, businessWithin } from '../calendar/business-time.js';
import { countsBusinessTime } from '../clock/amount.js';
import { dueOf, type Course, type Rule } from '../clock/course.js';
import type { Pack } from './pack.js';

/** What an obligation's clock went through, in RFC 3339 and by the names of its pack's rules. */
export interface Clocked {
  readonly kind: ObligationKind;
  readonly rule: string;
  readonly startedAt: string;
  readonly pauses?: readonly (readonly [from: string, to: string])[] | undefined;
  readonly changes?: readonly { readonly at: string; readonly rule: string }[] | undefined;
  /** Never due before, because somebody allowed so much. */
  readonly extendedTo?: string | undefined;
}

/** When something is due, and when whoever owes it is warned; null where its pack warns of nothing. */
export interface Deadlines {
  readonly dueAt: string;
  readonly warnAt: string | null;
}

/** A clock that began under a rule which its pack does not have: the pack that it is pinned to is another one. */
export class UnknownRule extends Error {
  override readonly name = 'UnknownRule';

  constructor(pack: Pack, rule: string) {
    super(`the pack ${pack.id} has no rule "${rule}"`);
  }
}

/** The deadlines of a clock under its pack. */
export function deadlinesUnder(pack: Pack, clock: Clocked): Deadlines {
  const course = courseOf(pack, clock);
  const dueAt = dueOf(course)!;
  return withWarning(pack, clock.kind, course, Math.max(dueAt, clock.extendedTo ? Date.parse(clock.extendedTo) : dueAt));
}

/** The deadlines of what was promised for a time of its own: no clock says by when. */
export const promisedFor = (pack: Pack, kind: ObligationKind, startedAt: string, promised: string): Deadlines => {
  const share = warningShare(pack, kind);
  const [start, due] = [Date.parse(startedAt), Date.parse(promised)];
  return { dueAt: promised, warnAt: share === undefined || due <= start ? null : iso(start + (due - start) * share) };
};

/** The course of a clock, for reckoning and for explaining. Throws UnknownRule. */
export function courseOf(pack: Pack, { rule, startedAt, pauses = [], changes = [] }: Clocked): Course {
  const timed = (id: string): Rule => {
    const found = pack.ruleOf(id);
    if (!found) throw new UnknownRule(pack, id);
    return pack.timed(found);
  };
  return {
    startedAt: Date.parse(startedAt),
    ...timed(rule),
    pauses: pauses.map(([from, to]) => ({ from: Date.parse(from), to: Date.parse(to) })),
    changes: changes.map(({ at, rule: id }) => ({ at: Date.parse(at), ...timed(id) })),
  };
}

function withWarning(pack: Pack, kind: ObligationKind, course: Course, due: number): Deadlines {
  const share = warningShare(pack, kind);
  return { dueAt: iso(due), warnAt: share === undefined ? null : iso(nearing(course, due, share)) };
}

/** A share of the time until it is due; of a clock that only runs in business hours, of those, so that nobody is warned at midnight. */
function nearing({ startedAt, amount, calendar }: Course, due: number, share: number): number {
  if (!countsBusinessTime(amount)) return startedAt + Math.max(0, due - startedAt) * share;
  return afterBusiness(calendar, startedAt, Math.floor(businessWithin(calendar, [startedAt, due]) * share));
}

const warningShare = ({ data }: Pack, kind: ObligationKind): number | undefined => {
  const percent = data.warnings.find(({ obligations, percent: at, to }) => at < 100 && to === 'owner' && obligations.includes(kind))?.percent;
  return percent === undefined ? undefined : percent / 100;
};

const iso = (instant: number): string => new Date(Math.floor(instant)).toISOString();
