import { SHIPPED_PACKS } from '@amends/policy';
import { type PackUnusable, readPack } from './packs.js';

const [standard] = SHIPPED_PACKS;
const violationsOf = (value: unknown): readonly string[] => {
  try {
    readPack(value, SHIPPED_PACKS);
    return [];
  } catch (error) {
    return (error as PackUnusable).violations;
  }
};

describe('reading a policy pack', () => {
  it.each(SHIPPED_PACKS.map((pack) => [pack.name, pack] as const))('takes the shipped pack %s', (_name, pack) => {
    expect(readPack(pack, SHIPPED_PACKS)).toBe(pack);
  });

  it('names each field that is wrong, and what to write instead', () => {
    const { rules = [] } = standard!;
    expect(violationsOf({ ...standard, title: undefined, colour: 'red', rules: [{ ...rules[0], allow: { count: 2, unit: 'fortnights' }, whenn: {} }, ...rules.slice(1)] })).toEqual([
      'the pack: "title" is missing; add it',
      'the pack: there is no field "colour"; check its spelling or take it out',
      'rules.0: there is no field "whenn"; check its spelling or take it out',
      'rules.0.allow.unit: choose one of seconds, minutes, hours, calendar-days, calendar-weeks, calendar-months, business-minutes, business-hours, business-days (it is "fortnights")',
    ]);
  });

  it('finds what a schema cannot, and a base that is missing', () => {
    expect(violationsOf({ ...standard, rules: [] })).toContain('rules: "resolve" needs a last rule without conditions, or some complaint would have no deadline');
    expect(violationsOf({ ...standard, extends: 'nothing@1' })).toEqual(['the pack default@1 extends nothing@1, which is not there; load that one first']);
    expect(violationsOf({ ...standard, calendars: { office: { ...standard!.calendars!['office']!, week: {} } } })[0]).toContain('calendars.office.week: has no hours');
    expect(violationsOf({ ...standard, extensions: [{ ...standard!.extensions![0]!, approvedBy: 'the king' }] })).toEqual(['extensions.0.approvedBy: choose one of supervisor, administrator (it is "the king")']);
    expect(violationsOf('no pack')).toEqual(['the pack: must be object (it is "no pack")']);
  });
});
