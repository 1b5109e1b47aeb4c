import type { FieldError } from '@amends/runtime';
import { isZone } from '@amends/policy';
import { Temporal } from 'temporal-polyfill';
import { LONGEST_AGO_YEARS, Occurrences, ruleOf } from './occurrences.js';
import type { Shift } from './reference.js';

/** More often in two years nobody hands over, and reckoning would take seconds. */
const MOST_TIMES = 6000;
const YEAR_MS = 366 * 86_400_000;
const LONGEST_DAYS = 31;

/** What is wrong with a shift of a rota that is stored at an instant, a field each. */
export function shiftViolations(shift: Shift, zone: string, { field, now }: { readonly field: string; readonly now: number }): readonly FieldError[] {
  const wrong = [...startViolations(shift, field, now), ...lengthViolations(shift, field)];
  return wrong.length > 0 ? wrong : ruleViolations(shift, isZone(zone) ? zone : 'UTC', field);
}

/** Whether none of the shifts, each right by itself, comes round any more: nobody would ever be on duty. */
export const areOver = (shifts: readonly Shift[], zone: string, now: number): boolean => shifts.every((shift) => !new Occurrences(shift, zone).isAhead(now));

function startViolations({ starts }: Shift, field: string, now: number): readonly FieldError[] {
  const told = (message: string, remedy: string): readonly FieldError[] => [{ field: `${field}.starts`, message, remedy }];
  if (attempt(() => Temporal.PlainDateTime.from(starts, { overflow: 'reject' })) === undefined) return told('must be a local date and time that exists', 'write it as 2026-01-05T20:00');
  const isLongAgo = Date.parse(`${starts}Z`) < now - LONGEST_AGO_YEARS * YEAR_MS;
  return isLongAgo ? told(`must not be more than ${LONGEST_AGO_YEARS} years ago`, 'begin with a later shift, one in which the first member has their turn') : [];
}

function lengthViolations({ lasts }: Shift, field: string): readonly FieldError[] {
  const days = attempt(() => Temporal.Duration.from(lasts).total({ unit: 'days', relativeTo: '2026-01-01' }));
  const isRight = days !== undefined && days > 0 && days <= LONGEST_DAYS;
  return isRight ? [] : [{ field: `${field}.lasts`, message: `must be a time of up to ${LONGEST_DAYS} days`, remedy: 'write it as PT12H or P7D' }];
}

function ruleViolations(shift: Shift, zone: string, field: string): readonly FieldError[] {
  const told = (message: string, remedy: string): readonly FieldError[] => [{ field: `${field}.rule`, message, remedy }];
  if (!/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[\w,+:-]+)*$/.test(shift.rule)) return told('must be a rule of RFC 5545 by days, weeks, months or years', 'write it as FREQ=WEEKLY;BYDAY=MO,TU, or FREQ=DAILY;BYHOUR=6,14,22 for several a day');
  const unknown = shift.rule.split(';').map((part) => part.split('=')[0]!).find((part) => !PARTS.has(part));
  if (unknown) return told(`must not have the part ${unknown}`, `use ${[...PARTS].join(', ')}`);
  if (attempt(() => ruleOf(shift)) === undefined) return told('is no rule of RFC 5545 that can be read', 'write it as FREQ=WEEKLY;BYDAY=MO,TU');
  const times = new Occurrences(shift, zone);
  // A leap day may be eight years away.
  const within = (years: number): number => attempt(() => times.countTo(Date.parse(`${shift.starts}Z`) + years * YEAR_MS)) ?? 0;
  if (within(2) === 0 && within(8) === 0) return told('never comes round', 'write a rule that holds on some date, such as FREQ=DAILY');
  return within(2) > MOST_TIMES ? told(`comes round more than ${MOST_TIMES} times in two years`, 'let it come round less often and last longer') : [];
}

const PARTS: ReadonlySet<string> = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYSETPOS', 'BYHOUR', 'BYMINUTE', 'WKST']);

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
