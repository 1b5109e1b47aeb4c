import { IsInt } from 'class-validator';
import fc from 'fast-check';
import { Problem, type FieldError } from '../problem/problem.js';
import { Day, Flag, FlagInQuery, Instant, Matching, PageEnd, Text, Uuid, Whole, WholeInQuery, Word, WordsInQuery } from './decorators.js';
import { Nested } from './fields.js';
import { quickly } from './compiled.js';
import { Validation, validated } from './validation.pipe.js';

class Contact {
  @Word(['phone', 'web']) readonly channel: string;
  @Instant() readonly startedAt: string;
}

class Register {
  @Text(200) readonly name: string;
  @Uuid({ optional: true }) readonly customer?: string;
  @Whole(1, 5) readonly score: number;
  @Flag({ optional: true }) readonly late?: boolean;
  @Day({ optional: true }) readonly boughtOn?: string;
  @Matching(/^\+\d{6,15}$/, 'a phone number with its country code', '+8613800138000', { optional: true }) readonly phone?: string;
  @Text(20, { many: 3, optional: true }) readonly tags?: string[];
  @Nested(() => Contact) readonly contact: Contact;
  @Nested(() => Contact, { many: 2, optional: true }) readonly further?: Contact[];
}

class Page {
  @WholeInQuery(1, 100, { optional: true }) readonly limit?: number;
  @FlagInQuery({ optional: true }) readonly open?: boolean;
  @WordsInQuery(['phone', 'web'], { optional: true }) readonly channel?: string[];
  @PageEnd({ optional: true }) readonly after?: string;
}

const contact = { channel: 'phone', startedAt: '2026-11-21T10:15:00.000Z' };
const good = { name: 'Ana', score: 3, contact };

const errorsOf = (type: new () => object, value: unknown): readonly FieldError[] => {
  try {
    validated(type, value);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.status).toBe(400);
    return error.details.errors ?? [{ field: '', message: error.details.detail!, remedy: error.details.remedy! }];
  }
};
const fieldsOf = (value: unknown): string[] => errorsOf(Register, value).map(({ field }) => field).sort();

describe('a request', () => {
  const ID = '01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e';

  it.each([[`infinity_${ID}`, true], [`2026-01-01T00:00:00.000Z_${ID}`, true], [`2026-01-01T00:00:00.000000Z_${ID}`, true], [`2027-02-30T00:00:00.000Z_${ID}`, false], [`9999-99-99T99:99:99.999Z_${ID}`, false], [`infinity_${ID}x`, false], [`x_infinity_${ID}`, false], ['infinity_', false]])(
    'goes on after the end of a page that can have been one: %s',
    (after, isRight) => expect(errorsOf(Page, { after }).map(({ field }) => field)).toEqual(isRight ? [] : ['after']),
  );

  it('becomes an instance of its class, nested ones too', () => {
    const request = validated(Register, { ...good, further: [contact], tags: ['a'] });
    expect(request).toBeInstanceOf(Register);
    expect(request.contact).toBeInstanceOf(Contact);
    expect(request.further![0]).toBeInstanceOf(Contact);
    expect(request).toMatchObject({ ...good, tags: ['a'] });
  });

  it.each([
    ['right to left', 'مرحبا بالعالم ‏'],
    ['emoji', '🚗💥👨‍👩‍👧'],
    ['markup', '<script>alert(1)</script>'],
    ['SQL', "'; drop table complaints; --"],
    ['Chinese', '王小明'],
    ['several lines', 'first\nsecond\tthird'],
  ])("lets people's words pass as they are: %s", (_kind, name) => {
    expect(validated(Register, { ...good, name }).name).toBe(name);
  });

  it.each([
    ['empty', ''],
    ['only spaces', ' \n\t　'],
    ['NUL', 'a\u0000b'],
    ['escape', 'a\u001b[31m'],
    ['C1 control', 'a\u0085b'],
    ['lone surrogate', 'a\ud83d'],
    ['too long', 'x'.repeat(201)],
    ['10 MB', 'x'.repeat(10_000_000)],
    ['a number', 7],
    ['null', null],
    ['a list', ['Ana']],
    ['an object', { toString: 'Ana' }],
  ])('refuses text that is %s, naming field and remedy, never the text', (_kind, name) => {
    const errors = errorsOf(Register, { ...good, name });
    expect(errors).toEqual([{ field: 'name', message: expect.stringContaining('must be text'), remedy: expect.stringContaining('fill it in') }]);
  });

  it('names every wrong field at once, with its path', () => {
    expect(fieldsOf({})).toEqual(['contact', 'name', 'score']);
    expect(fieldsOf({ ...good, score: '3', contact: { channel: 'fax' }, further: [contact, { channel: 'web', startedAt: 'now' }] })).toEqual([
      'contact.channel', 'contact.startedAt', 'further[1].startedAt', 'score',
    ]);
    expect(fieldsOf({ ...good, contact: 'phone' })).toEqual(['contact']);
    expect(fieldsOf({ ...good, contact: [] })).toEqual(['contact']);
    expect(fieldsOf({ ...good, further: contact })).toEqual(['further']);
    expect(fieldsOf({ ...good, further: [contact, contact, contact] })).toEqual(['further']);
    expect(fieldsOf({ ...good, tags: 'a' })).toEqual(['tags']);
  });

  it('refuses unknown fields and shows the known ones', () => {
    expect(errorsOf(Register, { ...good, colour: 'red' })).toEqual([{ field: 'colour', message: 'is not a known field', remedy: expect.stringContaining('name, ') }]);
    expect(fieldsOf({ ...good, contact: { ...contact, x: 1 } })).toEqual(['contact.x']);
    expect(errorsOf(Register, { ...good, '<b>王</b>': 1 })[0]!.field).toBe('?b????b?');
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])('is not fooled by a field called %s', (name) => {
    const value = JSON.parse(`{"name":"Ana","score":3,"contact":${JSON.stringify(contact)},"${name}":{"score":1}}`) as object;
    expect(fieldsOf(value)).toEqual([name]);
    expect(fieldsOf(JSON.parse(`{"${name}":{}}`))).toContain(name);
  });

  it.each([[[]], ['text'], [7], [true]])('must be one object: %j', (value) => {
    expect(errorsOf(Register, value)[0]!.message).toContain('one JSON object');
  });

  it('counts a missing body as one without fields', () => {
    expect(fieldsOf(undefined)).toEqual(['contact', 'name', 'score']);
    expect(validated(Page, null)).toBeInstanceOf(Page);
  });

  it('refuses fields for a command that takes none', () => {
    class Close {}
    const close = new Validation();
    expect(close.transform({}, { type: 'body', metatype: Close })).toBeInstanceOf(Close);
    expect(() => close.transform({ surprise: 1 }, { type: 'body', metatype: Close })).toThrow(Problem);
  });

  it('lists no more than fifty errors, however many there are', () => {
    expect(errorsOf(Register, Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`x${n}`, 1])))).toHaveLength(50);
  });

  it.each([
    ['2026-11-21T10:15:00Z', true],
    ['2026-11-21T10:15:00.123456Z', true],
    ['2024-02-29T00:00:00Z', true],
    ['2026-02-29T00:00:00Z', false],
    ['2026-13-01T00:00:00Z', false],
    ['2026-11-21T24:00:00Z', false],
    ['2026-11-21T10:15:00+08:00', false],
    ['2026-11-21', false],
    ['1776-07-04T00:00:00Z', false],
    [1_700_000_000_000, false],
  ])('an instant %s', (startedAt, fine) => {
    expect(fieldsOf({ ...good, contact: { ...contact, startedAt } })).toEqual(fine ? [] : ['contact.startedAt']);
  });

  it.each([
    [{ score: 0 }, 'score'],
    [{ score: 2.5 }, 'score'],
    [{ score: true }, 'score'],
    [{ customer: '01938F3E-7C1A-7B3C-9D2E-5F6A7B8C9D0E' }, 'customer'],
    [{ customer: null }, 'customer'],
    [{ late: 'true' }, 'late'],
    [{ boughtOn: '2026-11-31' }, 'boughtOn'],
    [{ phone: '138' }, 'phone'],
  ])('converts nothing silently: %j', (wrong, field) => {
    expect(fieldsOf({ ...good, ...wrong })).toEqual([field]);
  });

  it('reads numbers, flags and lists of words from a query', () => {
    expect(validated(Page, { limit: '20', open: 'false', channel: 'phone,web' })).toEqual({ limit: 20, open: false, channel: ['phone', 'web'] });
    expect(errorsOf(Page, { limit: '1e2', open: 'yes', channel: 'fax' }).map(({ field }) => field).sort()).toEqual(['channel', 'limit', 'open']);
    expect(errorsOf(Page, { limit: ['1', '2'] }).map(({ field }) => field)).toEqual(['limit']);
  });

  it("takes class-validator's own decorators as well", () => {
    class Plain {
      @IsInt() readonly count: number;
    }
    expect(validated(Plain, { count: 1 })).toEqual({ count: 1 });
    expect(errorsOf(Plain, { count: 'x' })[0]).toMatchObject({ field: 'count', message: 'count must be an integer number' });
  });

  it('is judged the same on the quick way and by class-validator itself', () => {
    const anything = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string(), { maxLength: 4 }), fc.constant(contact), fc.array(fc.constant(contact), { maxLength: 3 }));
    const value = fc.record(
      { name: fc.oneof(fc.string(), anything), score: fc.oneof(fc.integer({ min: 0, max: 6 }), anything), contact: fc.oneof(fc.constant(contact), anything), customer: fc.oneof(fc.uuid(), anything), late: anything, tags: anything, further: anything, other: anything },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(value, (one) => {
        const quick = quickly(Register, one);
        expect(quick === undefined).toBe(errorsOf(Register, one).length > 0);
      }),
      { numRuns: 500 },
    );
  });
});
