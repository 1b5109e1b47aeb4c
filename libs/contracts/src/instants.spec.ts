import { instantOf, isAfter, millisOf } from './instants.js';

/** Instants of some thousand years, a step apart that meets every hour, second and day of a month. */
const INSTANTS = Array.from({ length: 20_000 }, (_, index) => Date.UTC(1600, 0, 1) + index * 1_000_003_579);

describe('instants', () => {
  it('are read as Date reads them', () => {
    const texts = INSTANTS.map((millis) => new Date(millis).toISOString());
    expect(texts.map(millisOf)).toEqual(INSTANTS);
  });

  it('are written as Date writes them', () => {
    expect(INSTANTS.map(instantOf)).toEqual(INSTANTS.map((millis) => new Date(millis).toISOString()));
  });

  it.each([
    '2026-01-05T08:00:00Z', '2026-01-05T10:00:00.000+02:00', '2026-01-05T08:00:00.123456Z', '2026-01-05', '2028-02-29T23:59:59.999Z', '2000-02-29T00:00:00.000Z', '1900-02-28T00:00:00.000Z', '0000-01-01T00:00:00.000Z',
    '2026-02-29T00:00:00.000Z', '2026-04-31T00:00:00.000Z', '2026-13-01T00:00:00.000Z', '2026-00-01T00:00:00.000Z', '2026-01-00T00:00:00.000Z', '2026-01-05T24:00:00.000Z', '2026-01-05T08:60:00.000Z', '2026-01-05T08:00:60.000Z',
    '2O26-01-05T08:00:00.000Z', '2026-01-05T08:00:00.00xZ', '2026-01-05t08:00:00.000Z', 'tomorrow', '',
  ])('of "%s" are what Date makes of it', (text) => {
    expect(millisOf(text)).toBe(Date.parse(text));
  });

  it.each([
    ['2026-01-05T08:00:00.001Z', '2026-01-05T08:00:00.000Z', true], ['2026-01-05T08:00:00.000Z', '2026-01-05T08:00:00.000Z', false], ['2025-12-31T23:59:59.999Z', '2026-01-01T00:00:00.000Z', false],
    ['2026-01-05T08:00:00.000Z', '2026-01-05T09:59:00.000+02:00', true], ['2026-01-05T08:00:00Z', '2026-01-05T07:59:59.999Z', true], ['2026-01-05T08:00:00.000000Z', '2026-01-05T08:00:00.000Z', false],
  ])('%s is after %s: %s', (one, other, expected) => {
    expect(isAfter(one, other)).toBe(expected);
  });

  it('leave out fractions of a millisecond, and refuse what is no number', () => {
    expect(instantOf(0.75)).toBe('1970-01-01T00:00:00.000Z');
    expect(instantOf(Date.UTC(12026, 0, 5))).toBe('+012026-01-05T00:00:00.000Z');
    expect(() => instantOf(NaN)).toThrow(RangeError);
  });
});
