import type { Accepted, standing } from '@amends/contracts';
import { Temporal } from 'temporal-polyfill';

type Standing = Accepted<typeof standing>;
/** Somebody's hours, and the zone in which they are said. */
export type Hours = Pick<Standing, 'zone' | 'convenientHours'>;
type Span = Standing['convenientHours'][number];

/** A span of time, half-open; instants in UTC. */
export interface CallWindow {
  readonly from: string;
  readonly to: string;
}

/** The hours of a day, as its wall clock reads, in which anybody may be called who did not say when it suits them. */
export interface CallingHours {
  readonly earliest: string;
  readonly latest: string;
}

/** Neither before work nor at bedtime: the hours of the source text's telephone survey. */
const CALLING_HOURS: CallingHours = { earliest: '09:00', latest: '20:00' };

/** Somebody who has just not answered is left in peace for so long. */
const PEACE_MINUTES = 60;

/** A span that has begun is used while so much of it is left: a call is short, but nobody starts one when the hour strikes. */
const LEAST_MINUTES = 15;

/** A week and its edges: a span of last night may go on, and the only span of the week may just be over or fall into a clock change. */
const DAYS = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];

/**
 * The next span of time after an instant in which the customer said that a call suits them, in their own zone; somebody who did not
 * say so is called at any hour between `earliest` and `latest`. Every instant of it reads on the customer's clock as they said: what a
 * clock change skips is left out, and of what it repeats one is taken. An unknown zone counts as UTC.
 */
export function nextConvenientWindow(after: string, customer: Hours | null, hours: CallingHours = CALLING_HOURS): CallWindow {
  const now = Temporal.Instant.from(after).toZonedDateTimeISO(knownZone(customer?.zone));
  const anyDay: Span = { weekdays: [1, 2, 3, 4, 5, 6, 7], from: hours.earliest, to: hours.latest };
  const window = earliest(now, customer?.convenientHours ?? []) ?? earliest(now, [anyDay]);
  if (!window) throw new RangeError(`nobody may be called between ${hours.earliest} and ${hours.latest}`);
  return window;
}

/** The hours in which a call is made that is owed since an instant. */
export const nextCallWindow = (kind: 'call' | 'call-again', since: string, customer: Hours | null): CallWindow =>
  nextConvenientWindow(kind === 'call-again' ? minutesLater(since, PEACE_MINUTES) : since, customer);

/** When something is due that is to be done in hours that suit somebody: then, if it falls within them, or with the end of the next ones. */
export function movedIntoHours(due: string, customer: Hours): string {
  // A call that is due in the last minutes of a span is within it, although nobody would begin one then.
  const { from, to } = nextConvenientWindow(minutesLater(due, -LEAST_MINUTES), customer);
  const isWithin = Date.parse(from) <= Date.parse(due) && Date.parse(due) <= Date.parse(to);
  return isWithin ? due : nextConvenientWindow(due, customer).to;
}

/** Whether somebody said when a call suits them. */
export const saidHours = ({ convenientHours }: Hours): boolean => convenientHours.some(({ weekdays }) => weekdays.length > 0);

const minutesLater = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** Spans of a day begin before those of the next, so that the first day that has one has the earliest. */
function earliest(now: Temporal.ZonedDateTime, spans: readonly Span[]): CallWindow | undefined {
  for (const days of spans.length > 0 ? DAYS : []) {
    const windows = on(now.toPlainDate().add({ days }), spans, now.timeZoneId).flatMap((window) => stillAhead(window, now));
    const [first] = windows.sort((a, b) => Temporal.ZonedDateTime.compare(a.from, b.from));
    if (first) return { from: textOf(first.from), to: textOf(first.to) };
  }
  return undefined;
}

interface Zoned {
  readonly from: Temporal.ZonedDateTime;
  readonly to: Temporal.ZonedDateTime;
}

/** The spans that begin on a day; one that ends before it begins goes on into the next day. */
function on(date: Temporal.PlainDate, spans: readonly Span[], zone: string): readonly Zoned[] {
  return spans
    .filter(({ weekdays }) => weekdays.includes(date.dayOfWeek))
    .map(({ from, to }) => between(date.toPlainDateTime(from), date.add({ days: to <= from ? 1 : 0 }).toPlainDateTime(to), zone));
}

function between(begin: Temporal.PlainDateTime, end: Temporal.PlainDateTime, zone: string): Zoned {
  const [from, to] = [reading(begin, zone, 'later'), reading(end, zone, 'earlier')];
  // Both readings come twice: the first time round.
  return Temporal.ZonedDateTime.compare(from, to) < 0 ? { from, to } : { from: reading(begin, zone, 'earlier'), to };
}

/** When the clock reads so; a reading that a clock change skips means the change itself. */
function reading(plain: Temporal.PlainDateTime, zone: string, ofTwo: 'earlier' | 'later'): Temporal.ZonedDateTime {
  const meant = plain.toZonedDateTime(zone, { disambiguation: ofTwo });
  if (meant.toPlainDateTime().equals(plain)) return meant;
  return plain.toZonedDateTime(zone, { disambiguation: 'earlier' }).getTimeZoneTransition('next')!;
}

function stillAhead({ from, to }: Zoned, now: Temporal.ZonedDateTime): readonly Zoned[] {
  const begun = Temporal.ZonedDateTime.compare(from, now) < 0;
  const start = begun ? now : from;
  return Temporal.ZonedDateTime.compare(begun ? now.add({ minutes: LEAST_MINUTES }) : start.add({ minutes: 1 }), to) <= 0 ? [{ from: start, to }] : [];
}

function knownZone(zone = 'UTC'): string {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch {
    return 'UTC';
  }
}

const textOf = (zoned: Temporal.ZonedDateTime): string => zoned.toInstant().toString({ fractionalSecondDigits: 3 });
