import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from './catalogue.js';
import type { JsonSchema } from './schema.js';

/**
 * What was released stays readable: `golden/` has a sample and `schemas/` the schema of every version that ever was, written once
 * (AMENDS_WRITE_GOLDEN=1 writes what is missing, and schemas that only gained optional fields) and compared ever after.
 */
const WRITE = process.env['AMENDS_WRITE_GOLDEN'] === '1';
const GOLDEN = join(__dirname, '../golden');
const SCHEMAS = join(__dirname, '../schemas');

const RELEASES = CATALOGUE.flatMap(({ type, version, schema, sample, formerly }) => [
  ...Object.entries(formerly).map(([former, older]) => ({ name: `${type}@${former}`, schema: older.schema.json, sample: older.sample })),
  { name: `${type}@${version}`, schema: schema.json, sample: sample as unknown },
]);

const read = (folder: string, name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const write = (folder: string, name: string, content: unknown): void => writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
const documentOf = (name: string, schema: JsonSchema): JsonSchema => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `/schemas/${name.replace('@', '/')}`, ...schema });

/** What a newer schema of the same version demands or narrows that the older one did not; empty when the change is additive. */
export function breaks(older: JsonSchema, newer: JsonSchema, at = ''): string[] {
  const { properties: before = {}, required: demandedBefore = [], items: eachBefore, ...restBefore } = older as Fragment;
  const { properties: after = {}, required: demanded = [], items: each, ...restAfter } = newer as Fragment;
  const found: string[] = [];
  for (const name of Object.keys(before)) {
    if (!(name in after)) found.push(`${at}/${name} is gone`);
    else found.push(...breaks(before[name]!, after[name]!, `${at}/${name}`));
  }
  for (const name of demanded) if (!demandedBefore.includes(name)) found.push(`${at}/${name} is demanded now`);
  for (const name of demandedBefore) if (!demanded.includes(name)) found.push(`${at}/${name} is no longer always there`);
  if (eachBefore || each) found.push(...(eachBefore && each ? breaks(eachBefore, each, `${at}/each`) : [`${at || '/'} has changed`]));
  if (JSON.stringify(widened(restBefore)) !== JSON.stringify(widened(restAfter))) found.push(`${at || '/'} has changed`);
  return found;
}

interface Fragment extends JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
}

const widened = ({ $id: _id, $schema: _schema, ...rest }: JsonSchema): JsonSchema => rest;

describe('released events', () => {
  beforeAll(() => {
    if (!WRITE) return;
    for (const folder of [GOLDEN, SCHEMAS]) mkdirSync(folder, { recursive: true });
    for (const { name, schema, sample } of RELEASES) {
      if (!existsSync(join(GOLDEN, `${name}.json`))) write(GOLDEN, name, sample);
      const kept = existsSync(join(SCHEMAS, `${name}.json`)) ? (read(SCHEMAS, name) as JsonSchema) : undefined;
      if (!kept || breaks(kept, documentOf(name, schema)).length === 0) write(SCHEMAS, name, documentOf(name, schema));
    }
  });

  it.each(RELEASES.map((release) => [release.name, release] as const))('%s keep their schema and their sample', (name, { schema, sample }) => {
    expect(breaks(read(SCHEMAS, name) as JsonSchema, documentOf(name, schema))).toEqual([]);
    expect(read(SCHEMAS, name)).toEqual(documentOf(name, schema));
    expect(read(GOLDEN, name)).toEqual(sample);
  });

  it('stay in the catalogue', () => {
    const files = RELEASES.map(({ name }) => `${name}.json`).sort();
    expect(readdirSync(GOLDEN).sort()).toEqual(files);
    expect(readdirSync(SCHEMAS).sort()).toEqual(files);
  });
});

describe('a change within a version', () => {
  const text = { type: 'string', maxLength: 10 };
  const before = { type: 'object', properties: { a: text, b: { type: 'object', properties: { c: text }, required: ['c'] } }, required: ['a'] };

  it('may add optional fields, at any depth', () => {
    const after = { ...before, properties: { ...before.properties, d: text, b: { type: 'object', properties: { c: text, e: text }, required: ['c'] } } };
    expect(breaks(before, after)).toEqual([]);
  });

  it('may add optional fields to what a list holds', () => {
    const each = (properties: object): JsonSchema => ({ type: 'object', properties: { list: { type: 'array', items: { type: 'object', properties, required: ['a'] } } }, required: ['list'] });
    expect([breaks(each({ a: text }), each({ a: text, b: text })), breaks(each({ a: text, b: text }), each({ a: text }))]).toEqual([[], ['/list/each/b is gone']]);
  });

  it.each<[string, JsonSchema, string]>([
    ['demand a new field', { ...before, properties: { ...before.properties, d: text }, required: ['a', 'd'] }, '/d is demanded now'],
    ['drop a field', { ...before, properties: { a: text } }, '/b is gone'],
    ['stop promising a field', { ...before, required: [] }, '/a is no longer always there'],
    ['narrow a field', { ...before, properties: { ...before.properties, a: { ...text, maxLength: 5 } } }, '/a has changed'],
    ['change a type', { ...before, properties: { ...before.properties, a: { type: 'integer' } } }, '/a has changed'],
    ['touch what lies deeper', { ...before, properties: { ...before.properties, b: { type: 'object', properties: {}, required: [] } } }, '/b/c is gone'],
  ])('may not %s', (_what, after, finding) => {
    expect(breaks(before, after)).toContain(finding);
  });
});
