import { field, type FieldOptions } from './fields.js';
import { currencyRule, dayRule, flagRule, instantRule, matchingRule, pageEndRule, TEXT_LIMIT, textRule, uuidRule, wholeRule, wordRule } from './rules.js';

/** Somebody's words or a name: 1 to `max` characters, any script, no control characters. */
export const Text = (max: number = TEXT_LIMIT, options?: FieldOptions): PropertyDecorator => field(textRule(max), options);

/** An instant in UTC: `2026-11-21T10:15:00.000Z`. */
export const Instant = (options?: FieldOptions): PropertyDecorator => field(instantRule, options);

/** A day: `2026-11-21`. */
export const Day = (options?: FieldOptions): PropertyDecorator => field(dayRule, options);

/** A UUID in lower case. */
export const Uuid = (options?: FieldOptions): PropertyDecorator => field(uuidRule, options);

/** `next` of the page before, of entries by time. */
export const PageEnd = (options?: FieldOptions): PropertyDecorator => field(pageEndRule, options);

/** One of the listed words. */
export const Word = (words: readonly string[], options?: FieldOptions): PropertyDecorator => field(wordRule(words), options);

/** A whole number, inclusive bounds. */
export const Whole = (least: number, most: number, options?: FieldOptions): PropertyDecorator => field(wholeRule(least, most), options);

/** True or false. */
export const Flag = (options?: FieldOptions): PropertyDecorator => field(flagRule, options);

/** Text of a fixed form; `what` completes "must be …". */
export const Matching = (pattern: RegExp, what: string, example: string, options?: FieldOptions): PropertyDecorator =>
  field(matchingRule(pattern, what, example), options);

/** A whole number in a query, where everything arrives as text. */
export const WholeInQuery = (least: number, most: number, options?: FieldOptions): PropertyDecorator =>
  field(wholeRule(least, most), options, (text) => (typeof text === 'string' && /^-?\d{1,16}$/.test(text) ? Number(text) : text));

/** True or false in a query. */
export const FlagInQuery = (options?: FieldOptions): PropertyDecorator =>
  field(flagRule, options, (text) => (text === 'true' ? true : text === 'false' ? false : text));

/** Words in a query, separated by commas: `?channel=phone,web`. */
export const WordsInQuery = (words: readonly string[], options?: Omit<FieldOptions, 'many'>): PropertyDecorator =>
  field(wordRule(words), { ...options, many: words.length }, (text) => (typeof text === 'string' ? text.split(',') : text));

/** The ISO 4217 code of a currency: `EUR`. */
export const Currency = (options?: FieldOptions): PropertyDecorator => field(currencyRule, options);
