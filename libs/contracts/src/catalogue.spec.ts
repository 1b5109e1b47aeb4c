import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { CATALOGUE, definitionOf, isA, upcast } from './catalogue.js';
import { event, fact, SERVICES, type EventDefinition } from './event-definition.js';
import { integer, object, optional, text } from './schema.js';
import { TOPICS, topicOf } from './topics.js';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
((formats as unknown as { default?: typeof formats.default }).default ?? (formats as unknown as typeof formats.default))(ajv);

/** Irregular past participles that our events use; all others end in -ed. */
const IRREGULAR = /(Known|Found|Sent|Kept|Paid|Given|Taken|Withdrawn|Told|Met|Heard|Over|Unknown|Incurred|Lost|Reached|ForCustomer|Hostile|CarriedOut|Nearing)$/;

describe.each(CATALOGUE.map((definition) => [definition.type, definition] as [string, EventDefinition]))('%s', (_type, definition) => {
  const { type, meaning, source, stream, sample, schema, words, version, formerly } = definition;

  it('has a sample that fits its schema', () => {
    const validate = ajv.compile(schema.json);
    expect([validate(sample), validate.errors]).toEqual([true, null]);
  });

  it('is named in the past tense, and explained in a sentence', () => {
    expect(type).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(/ed$/.test(type) || IRREGULAR.test(type)).toBe(true);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
  });

  it('is said by a service, in a stream that has a topic', () => {
    expect(SERVICES).toContain(source);
    expect(TOPICS.map(({ name }) => name)).toContain(topicOf(stream));
  });

  it('keeps personal words out of its data', () => {
    const { properties } = schema.json as { properties: Record<string, unknown> };
    expect(words.filter((word) => word in properties)).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
    // The envelope puts the ciphertext under this name.
    expect(properties).not.toHaveProperty('sealed');
  });

  it('can be read in every former version', () => {
    expect(Object.keys(formerly).map(Number)).toEqual(Array.from({ length: version - 1 }, (_, index) => index + 1));
    for (const [former, { schema: older, sample: itsSample }] of Object.entries(formerly)) {
      expect(ajv.validate(older.json, itsSample)).toBe(true);
      expect(ajv.validate(schema.json, upcast(definition, Number(former), itsSample))).toBe(true);
    }
  });
});

describe('the catalogue', () => {
  it('gives a name to one event only', () => {
    expect(new Set(CATALOGUE.map(({ type }) => type)).size).toBe(CATALOGUE.length);
  });

  it('finds a definition by its name, and none for another name', () => {
    expect(definitionOf('ComplaintRegistered')?.source).toBe('intake');
    expect(definitionOf('toString')).toBeUndefined();
  });

  it('tells facts apart by their definition', () => {
    const Happened = event('Happened', { meaning: 'x.', source: 'intake', stream: 'complaint', schema: object({ n: integer(0) }), sample: { n: 1 } });
    expect(isA(Happened)(fact(Happened, { n: 2 }))).toBe(true);
    expect(isA(Happened)({ type: 'Other', data: {} })).toBe(false);
    expect(fact(Happened, { n: 2 }, {})).toEqual({ type: 'Happened', data: { n: 2 } });
    expect(fact(Happened, { n: 2 }, { note: 'hi' })).toEqual({ type: 'Happened', data: { n: 2 }, words: { note: 'hi' } });
  });
});

describe('an event that has changed its shape', () => {
  const NameGiven = event('NameGiven', {
    meaning: 'Somebody said who they are.',
    source: 'intake',
    stream: 'complaint',
    version: 3,
    schema: object({ first: text(50), last: text(50), title: optional(text(10)) }),
    sample: { first: 'Mary', last: 'Ann Smith' },
    formerly: {
      1: { schema: object({ name: text(100) }), sample: { name: 'Mary Ann Smith' }, upcast: ({ name }: { name: string }) => ({ names: name.split(' ') }) },
      2: {
        schema: object({ names: object({}) }), sample: { names: ['Mary', 'Smith'] },
        upcast: ({ names }: { names: string[] }) => ({ first: names[0]!, last: names.slice(1).join(' ') }),
      },
    },
  });

  it('is read as today from any version, one step at a time', () => {
    expect(upcast(NameGiven, 1, { name: 'Mary Ann Smith' })).toEqual({ first: 'Mary', last: 'Ann Smith' });
    expect(upcast(NameGiven, 2, { names: ['Mary', 'Smith'] })).toEqual({ first: 'Mary', last: 'Smith' });
    const today = { first: 'Mary', last: 'Smith' };
    expect(upcast(NameGiven, 3, today)).toBe(today);
  });

  it('says where a step is missing', () => {
    expect(() => upcast({ ...NameGiven, version: 4 }, 3, {})).toThrow('NameGiven: no way from version 3 to 4');
  });
});
