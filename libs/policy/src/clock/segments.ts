import type { Calendar, Day } from '../calendar/calendar.js';
import type { Span } from '../calendar/spans.js';
import { countsBusinessTime } from './amount.js';
import { lastRule, piecesOf, runsFrom, standstills, type Course } from './course.js';

/** How an instant counts: outside business hours, standing still, or used. Every instant is exactly one of them. */
export type TimeClass = 'off' | 'paused' | 'used';

/** Why time is not counted: a date of that name, or because it is the day of receipt; undefined for nights and days off. */
export type Why = { readonly kind: 'date'; readonly name: string } | { readonly kind: 'receipt' };

/** A stretch of one class. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly class: TimeClass;
  readonly because?: Why | undefined;
}

/** Every stretch from the start to an instant, in order, without gaps. What counts is the last rule's to say, when was open the calendars' that held then. */
export function segmentsOf(course: Course, until: number): readonly Segment[] {
  const { startedAt } = course;
  const runs = Math.min(runsFrom(course), until);
  const paused = standstills(course);
  const counted: Segment[] = countsBusinessTime(lastRule(course).amount)
    ? piecesOf(course, [runs, until]).flatMap(([calendar, piece]) => hoursOf(calendar, piece))
    : [{ from: runs, to: until, class: 'used' as const }];
  const receipt: Segment[] = runs > startedAt ? [{ from: startedAt, to: runs, class: 'off', because: { kind: 'receipt' } }] : [];
  return joined([...receipt, ...counted].flatMap((piece) => (piece.class === 'off' ? [piece] : split(piece, paused))));
}

/** Milliseconds of each class from the start to an instant; together they are the wall time. */
export function timeByClass(course: Course, until: number): Readonly<Record<TimeClass, number>> {
  const total = { off: 0, paused: 0, used: 0 };
  for (const segment of segmentsOf(course, until)) total[segment.class] += segment.to - segment.from;
  return total;
}

function hoursOf(calendar: Calendar, [from, to]: Span): Segment[] {
  const found: Segment[] = [];
  let at = from;
  for (let number = calendar.dayOf(from).number; at < to; number++) {
    const day = calendar.day(number);
    const until = (end: number, kind: TimeClass): void => {
      const clipped = Math.min(end, to);
      if (clipped > at) found.push({ from: at, to: clipped, class: kind, because: kind === 'off' ? whyOff(day) : undefined });
      at = Math.max(at, clipped);
    };
    for (const [opens, closes] of day.open) {
      until(opens, 'off');
      until(closes, 'used');
    }
    until(day.ends, 'off');
  }
  return found;
}

function split(piece: Segment, paused: readonly Span[]): Segment[] {
  const found: Segment[] = [];
  let at = piece.from;
  for (const [from, to] of paused) {
    if (to <= at || from >= piece.to) continue;
    if (from > at) found.push({ ...piece, from: at, to: from });
    found.push({ from: Math.max(from, at), to: Math.min(to, piece.to), class: 'paused' });
    at = Math.min(to, piece.to);
  }
  return at < piece.to ? [...found, { ...piece, from: at }] : found;
}

function joined(segments: readonly Segment[]): readonly Segment[] {
  const found: Segment[] = [];
  for (const segment of segments) {
    const last = found.at(-1);
    if (last && last.class === segment.class && last.to === segment.from && nameOf(last) === nameOf(segment)) found[found.length - 1] = { ...last, to: segment.to };
    else found.push(segment);
  }
  return found;
}

/** A date with hours of its own is only closed where it has none, as on any other day. */
const whyOff = ({ by, open }: Day): Why | undefined => (by.kind === 'week' || open.length > 0 ? undefined : { kind: 'date', name: by.name });

const nameOf = ({ because }: Segment): string => (because === undefined ? '' : because.kind === 'receipt' ? because.kind : `date ${because.name}`);
