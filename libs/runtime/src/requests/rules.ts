import { CURRENCIES, isCurrency } from '../currencies.js';
import type { FieldRule } from './fields.js';

/** UTF-16 units that a text field holds at most. */
export const TEXT_LIMIT = 64 * 1024;

// C0 and C1 control characters except tab and line feed: they corrupt terminals, exports and JSON viewers, and PostgreSQL
// refuses NUL. Right-to-left text, emoji and markup are people's words and pass as they are.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Whether a value is text that can be stored and shown: something in it, not too long, well-formed, no control characters. */
export const isText = (value: unknown, max: number): boolean =>
  typeof value === 'string' && value.length <= max && value.trim() !== '' && !CONTROL.test(value) && value.isWellFormed();

/** Text of 1 to `max` UTF-16 units. */
export const textRule = (max: number): FieldRule => ({
  name: 'text',
  check: (value) => isText(value, max),
  message: `must be text of 1 to ${max} characters without control characters`,
  remedy: 'fill it in or shorten it; leave out control characters other than tab and line feed (\\n)',
  schema: { type: 'string', minLength: 1, maxLength: max },
});

const DAY = /^(?:19|[2-9]\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?Z$/;

/** Whether a value is a day that exists, from 1900 on. */
export function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  // Date.parse turns 30 February into 2 March: only a day that comes out as it went in exists.
  return value.slice(8) <= '28' || new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
}

/** Whether a value is an instant in UTC whose day exists, from 1900 on. */
export const isInstant = (value: unknown): boolean => typeof value === 'string' && TIME.test(value.slice(10)) && isDay(value.slice(0, 10));

/** An instant in UTC. */
export const instantRule: FieldRule = {
  name: 'instant',
  check: isInstant,
  message: 'must be an instant in UTC that exists',
  remedy: 'write it as 2026-11-21T10:15:00.000Z',
  schema: { type: 'string', format: 'date-time' },
};

/** A day without a time. */
export const dayRule: FieldRule = {
  name: 'day',
  check: isDay,
  message: 'must be a day that exists',
  remedy: 'write it as 2026-11-21',
  schema: { type: 'string', format: 'date' },
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a value is a UUID in its canonical lower-case form. */
export const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

/** A UUID. */
export const uuidRule: FieldRule = {
  name: 'uuid',
  check: isUuid,
  message: 'must be a UUID in lower case',
  remedy: 'write it as 01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e',
  schema: { type: 'string', format: 'uuid' },
};

const END = '2026-01-01T00:00:00.000Z_01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e';

/** Where a page ended that is ordered by time: the instant of its last entry, or `infinity` where it has none, and its id. */
export const pageEndRule: FieldRule = {
  name: 'page-end',
  check: (value) => typeof value === 'string' && (value.startsWith('infinity_') || isInstant(value.slice(0, -37))) && value.at(-37) === '_' && isUuid(value.slice(-36)),
  message: 'must be `next` of the page before',
  remedy: `write it as ${END}`,
  schema: { type: 'string', pattern: '^(infinity|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)_[0-9a-f-]{36}$' },
};

/** One of some words. */
export const wordRule = (words: readonly string[]): FieldRule => ({
  name: 'word',
  check: (value) => typeof value === 'string' && words.includes(value),
  message: `must be one of ${words.join(', ')}`,
  remedy: 'choose one of them as it is written',
  schema: { type: 'string', enum: [...words] },
});

/** A whole number between both bounds, inclusive. */
export const wholeRule = (least: number, most: number): FieldRule => ({
  name: 'whole',
  check: (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most,
  message: `must be a whole number from ${least} to ${most}`,
  remedy: 'send a number without quotes, fraction or exponent',
  schema: { type: 'integer', minimum: least, maximum: most },
});

/** True or false. */
export const flagRule: FieldRule = {
  name: 'flag',
  check: (value) => typeof value === 'boolean',
  message: 'must be true or false',
  remedy: 'send true or false without quotes',
  schema: { type: 'boolean' },
};

/** Text of a fixed form; `what` says it in words: `a phone number with its country code`. */
export const matchingRule = (pattern: RegExp, what: string, example: string): FieldRule => ({
  name: 'matching',
  check: (value) => isText(value, TEXT_LIMIT) && pattern.test(value as string),
  message: `must be ${what}`,
  remedy: `write it as ${example}`,
  schema: { type: 'string', pattern: pattern.source },
});

/** An ISO 4217 code of a currency. */
export const currencyRule: FieldRule = {
  name: 'currency',
  check: isCurrency,
  message: 'must be an ISO 4217 currency code',
  remedy: 'write three capital letters: EUR, CNY, JPY',
  schema: { type: 'string', enum: [...CURRENCIES] },
};
