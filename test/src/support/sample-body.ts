import type { BodySchema } from './routes.js';

/** A value that a schema accepts; optional fields are left out unless asked for. */
export function sampleOf(schema: BodySchema, whole = false): unknown {
  if (schema.enum) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(Object.entries(schema.properties ?? {}).filter(([name]) => whole || schema.required?.includes(name)).map(([name, one]) => [name, sampleOf(one, whole)]));
    case 'array':
      return [sampleOf(schema.items ?? {}, whole)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return textOf(schema);
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '0192a3b4-0000-7000-8000-00000000beef', 'date-time': '2026-01-02T03:04:05.000Z', date: '2026-01-02',
};

/** Texts of a fixed form: a time, an id, a pack, a local time, how long something lasts. */
const FORMS = ['18:00', 'hotline', 'default@1', '2026-01-05T20:00', 'PT12H'];

const textOf = ({ format, pattern }: BodySchema): string => FORMATS[format ?? ''] ?? (pattern ? (FORMS.find((form) => new RegExp(pattern).test(form)) ?? '18:00') : 'hotline');

/** One way to get a body wrong. */
export interface BadBody {
  /** What is wrong, for the name of a failure. */
  readonly what: string;
  /** The field that the answer must name. */
  readonly field: string;
  readonly body: unknown;
}

/** Every way to get each field wrong: missing, of the wrong type, too long, out of range, not a word of the list, an unknown field, forbidden characters. */
export const badBodies = (schema: BodySchema): readonly BadBody[] => badValues(schema, sampleOf(schema, true), '');

function badValues(schema: BodySchema, good: unknown, at: string): readonly BadBody[] {
  if (schema.type === 'object') return badObjects(schema, good as Readonly<Record<string, unknown>>, at);
  if (schema.type === 'array') {
    const inside = badValues(schema.items ?? {}, (good as readonly unknown[])[0], `${at}[0]`).map((bad) => ({ ...bad, body: [bad.body] }));
    return [{ what: 'no list', field: at, body: 'hotline' }, { what: 'null', field: at, body: null }, ...inside];
  }
  return badScalars(schema).map(([what, body]) => ({ what, field: at, body }));
}

function badObjects(schema: BodySchema, good: Readonly<Record<string, unknown>>, at: string): readonly BadBody[] {
  const inside = (name: string): string => (at === '' ? name : `${at}.${name}`);
  const without = (name: string): unknown => Object.fromEntries(Object.entries(good).filter(([other]) => other !== name));
  return [
    { what: 'an unknown field', field: inside('surprise'), body: { ...good, surprise: 1 } },
    ...(at === '' ? [] : [{ what: 'no object', field: at, body: 'hotline' }, { what: 'null', field: at, body: null }]),
    ...(schema.required ?? []).map((name) => ({ what: 'missing', field: inside(name), body: without(name) })),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => badValues(one, good[name], inside(name)).map((bad) => ({ ...bad, body: { ...good, [name]: bad.body } }))),
  ];
}

function badScalars(schema: BodySchema): readonly (readonly [string, unknown])[] {
  const always = [['null', null], ['an object', { a: 1 }], ['a list', ['x']]] as const;
  if (schema.type === 'integer' || schema.type === 'number') return [...always, ['text', 'seven'], ['a fraction', 1.5], ['too great', (schema.maximum ?? 2 ** 53) * 2], ['too small', (schema.minimum ?? 0) - 1]];
  if (schema.type === 'boolean') return [...always, ['text', 'true'], ['a number', 1]];
  const texts = [['a number', 7], ['empty', ''], ['blank', ' \n '], ['with NUL', 'a\u0000b'], ['with a control character', 'a\u0007b'], ['half a surrogate pair', 'a\ud800b']] as const;
  return [...always, ...texts, ['too long', 'x'.repeat((schema.maxLength ?? 64 * 1024) + 1)]];
}

/** Texts of strange people that are text all the same: whatever becomes of them, no service may fail at them. */
export const STRANGE_TEXTS: readonly string[] = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>', "'; drop table intake.events; --", '=HYPERLINK("http://x")', '\u202eabc\u202d', '👩‍👩‍👧‍👦🏴‍☠️', '${jndi:ldap://x}', '../../etc/passwd',
  '投诉人说：漏水', 'ｆｕｌｌ ｗｉｄｔｈ', '\u0061\u0301\u0301\u0301\u0301', '%00%0a', '{{7*7}}',
];
