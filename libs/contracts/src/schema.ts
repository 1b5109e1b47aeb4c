/** A JSON Schema 2020-12 fragment together with the TypeScript type of what it accepts. */
export interface Schema<T> {
  readonly json: JsonSchema;
  /** Only for the compiler. */
  readonly accepts?: T;
}

/** A JSON Schema as plain data. */
export type JsonSchema = { readonly [keyword: string]: unknown };

interface Optional<T> extends Schema<T> {
  readonly optional: true;
}

/** The TypeScript type of what a schema accepts. */
export type Accepted<S> = S extends Schema<infer T> ? T : never;

type Fields = Readonly<Record<string, Schema<unknown>>>;
type OptionalKeys<F extends Fields> = { [K in keyof F]: F[K] extends Optional<unknown> ? K : never }[keyof F];
type Shape<F extends Fields> = {
  readonly [K in Exclude<keyof F, OptionalKeys<F>>]: Accepted<F[K]>;
} & { readonly [K in OptionalKeys<F>]?: Accepted<F[K]> };

/** Text of 1 to `max` UTF-16 units. */
export const text = (max: number): Schema<string> => ({ json: { type: 'string', minLength: 1, maxLength: max } });

/** Text of a fixed form, by a regular expression that JSON Schema understands. */
export const matching = (pattern: string): Schema<string> => ({ json: { type: 'string', pattern } });

/** A UUID in its canonical lower-case form. */
export const id: Schema<string> = { json: { type: 'string', format: 'uuid' } };

/** An instant in UTC, RFC 3339 with `Z`, millisecond or microsecond precision. */
export const instant: Schema<string> = { json: { type: 'string', format: 'date-time' } };

/** A whole number between both bounds, inclusive. */
export const integer = (minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Schema<number> => ({
  json: { type: 'integer', minimum, maximum },
});

/** True or false. */
export const flag: Schema<boolean> = { json: { type: 'boolean' } };

/** One of the listed words. */
export const oneOf = <const T extends readonly string[]>(...words: T): Schema<T[number]> => ({ json: { enum: words } });

/** A list of at most `max` items. */
export const list = <T>(item: Schema<T>, max = 1000): Schema<readonly T[]> => ({
  json: { type: 'array', items: item.json, maxItems: max },
});

/** Values by name, such as the calendars of a pack. */
export const byName = <T>(item: Schema<T>): Schema<Readonly<Record<string, T>>> => ({ json: { type: 'object', additionalProperties: item.json } });

/** The value, or null where it is known to be absent. */
export const nullable = <T>(schema: Schema<T>): Schema<T | null> => ({ json: { anyOf: [schema.json, { type: 'null' }] } });

/** A field that may be missing; additive changes within a version are made with it. */
export const optional = <T>(schema: Schema<T>): Optional<T> => ({ json: schema.json, optional: true });

/** An object; unknown fields are let through, because a newer producer may add some within a version. */
export function object<const F extends Fields>(fields: F): Schema<Shape<F>> {
  const names = Object.keys(fields);
  return {
    json: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, fields[name]!.json])),
      required: names.filter((name) => !('optional' in fields[name]!)),
    },
  };
}
