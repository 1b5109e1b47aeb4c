import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../calendar/calendar.js';
import type { Amount } from './amount.js';
import { dueOf, lastRule, ruleAt, type Course } from './course.js';
import { segmentsOf, type Segment } from './segments.js';
import { EN, ZH, type Wording } from './wording.js';

export type Language = 'en' | 'zh';

/** Why something is due when it is: a sentence for the whole, and a line for every stretch of time. */
export interface Explanation {
  readonly dueAt: number | undefined;
  readonly summary: string;
  readonly lines: readonly string[];
}

const WORDING: Readonly<Record<Language, Wording>> = { en: EN, zh: ZH };

/** Explains a clock in the words of an agent, in local time. While it stands still, up to `now`. What share of its time stood still is said where it did. */
export function explain(course: Course, language: Language, now = course.startedAt): Explanation {
  const words = WORDING[language];
  const dueAt = dueOf(course);
  const until = dueAt ?? Math.max(now, course.startedAt);
  const { amount, calendar } = lastRule(course);
  const of = amountIn(words, course.extension ?? amount);
  const begun = local(calendar, course.startedAt, words);
  const segments = segmentsOf(course, until);
  const said = dueAt === undefined ? words.standsStill(of, begun) : sayDue(course, dueAt, words)(local(calendar, dueAt, words), of, begun, calendar.zone);
  const stood = stoodStill(segments, words);
  return { dueAt, summary: stood === undefined ? said : `${said}${words.space}${stood}`, lines: [...changesIn(course, words), ...segments.map((segment) => lineOf(segment, course, words))] };
}

/** By the amount, or only because more time was allowed. */
const sayDue = ({ extendedTo, ...rest }: Course, due: number, words: Wording): Wording['due'] => (extendedTo !== undefined && dueOf(rest)! < due ? words.dueLater : words.due);

/** For how long a clock stood still, and what share that is of the time that counts; undefined where it never did. */
function stoodStill(segments: readonly Segment[], words: Wording): string | undefined {
  const total = (kind: Segment['class']): number => segments.reduce((sum, { from, to, class: its }) => (its === kind ? sum + to - from : sum), 0);
  const paused = total('paused');
  return paused === 0 ? undefined : words.stoodStill(words.length(paused), Math.round((1000 * paused) / (paused + total('used'))) / 10);
}

/** Explains what no clock says: it is due at the time that was promised, or so late that it counts as broken. Instants are milliseconds since 1970. */
export function explainPromise({ promisedFor, dueAt, calendar }: { readonly promisedFor: number; readonly dueAt: number; readonly calendar: Calendar }, language: Language): string {
  const words = WORDING[language];
  const promised = words.promised(local(calendar, promisedFor, words), calendar.zone);
  return dueAt === promisedFor ? `${promised}${words.fullStop}` : `${promised}${words.brokenBy(local(calendar, dueAt, words))}`;
}

/** Explains what is due with the end of the customer's hours. `dueAt` is milliseconds since 1970. */
export function explainHours({ dueAt, calendar }: { readonly dueAt: number; readonly calendar: Calendar }, language: Language): string {
  const words = WORDING[language];
  return words.inHours(local(calendar, dueAt, words), calendar.zone);
}

/** An amount in words: "5 business days, to close of day". */
export function amountIn(words: Wording, { count, unit, toCloseOfDay, receiptExcluded }: Amount): string {
  return [words.count(count, unit), ...(toCloseOfDay ? [words.toCloseOfDay] : []), ...(receiptExcluded ? [words.receiptExcluded] : [])].join(words.comma);
}

/** The amount in one language's words. */
export const sayAmount = (amount: Amount, language: Language): string => amountIn(WORDING[language], amount);

function changesIn(course: Course, words: Wording): string[] {
  const { changes = [], extension, extendedTo } = course;
  return [
    ...changes.map(({ at, amount, calendar }) => words.changed(local(calendar, at, words), amountIn(words, amount))),
    ...(extension ? [words.extended(amountIn(words, extension))] : []),
    ...(extendedTo ? [words.extendedTo(local(lastRule(course).calendar, extendedTo.until, words), extendedTo.by)] : []),
  ];
}

function lineOf({ from, to, class: kind, because }: Segment, course: Course, words: Wording): string {
  const { calendar } = ruleAt(course, from);
  const span = `${local(calendar, from, words)} – ${local(calendar, to, words)}`;
  const length = words.length(to - from);
  if (kind === 'used') return words.used(span, length);
  if (kind === 'paused') return words.paused(span, length);
  return words.off(span, because?.kind === 'receipt' ? words.dayOfReceipt : because?.name);
}

function local(calendar: Calendar, instant: number, words: Wording): string {
  const at = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(calendar.zone);
  return `${words.weekdays[at.dayOfWeek - 1]} ${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: at.second === 0 ? 'minute' : 'second' })}`;
}

