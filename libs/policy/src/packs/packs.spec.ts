import type { ObligationKind } from '@amends/contracts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Amount } from '../clock/amount.js';
import { dueOf, type Course } from '../clock/course.js';
import { UNKNOWN_CIRCUMSTANCES, type Circumstances } from '../pack/circumstances.js';
import { extensionLimit, isMeant, NoRule, Pack, sayRule } from '../pack/pack.js';
import { packViolations } from '../pack/pack-violations.js';
import { policyPackSchema, type Conditions, type FactPattern, type PackCalendar, type PolicyPack, type WholePack } from '../pack/policy-pack.js';
import { NoBase, withBase } from '../pack/with-base.js';
import { SHIPPED_PACKS } from './index.js';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
((formats as unknown as { default?: typeof formats.default }).default ?? (formats as unknown as typeof formats.default))(ajv);
const isPack = ajv.compile(policyPackSchema.json);
const packOf = (name: string): Pack => new Pack(withBase(SHIPPED_PACKS.find((pack) => pack.name === name)!, SHIPPED_PACKS));
const known = (more: Partial<Circumstances>): Circumstances => ({ ...UNKNOWN_CIRCUMSTANCES, ...more });

describe.each(SHIPPED_PACKS.map((pack) => [pack.name, pack] as [string, PolicyPack]))('the pack %s', (_name, pack) => {
  it('fits the schema', () => {
    expect([isPack(pack), isPack.errors]).toEqual([true, null]);
  });

  it('has a deadline for every obligation of every complaint', () => {
    expect(packViolations(withBase(pack, SHIPPED_PACKS))).toEqual([]);
  });
});

describe('golden cases', () => {
  /** Local wall times of each pack's own zone, with the offset that holds then. */
  it.each<[string, string, ObligationKind, Partial<Circumstances>, string, string]>([
    ['default', 'on a call two minutes', 'acknowledge', { channel: 'phone' }, '2026-11-02T12:00:00Z', '2026-11-02T12:02:00Z'],
    ['default', 'otherwise an hour, at night too', 'acknowledge', { channel: 'e-mail' }, '2026-11-02T23:30:00Z', '2026-11-03T00:30:00Z'],
    ['default', 'first answer in a day', 'first-answer', {}, '2026-11-06T18:00:00Z', '2026-11-07T18:00:00Z'],
    ['default', 'resolved in five business days', 'resolve', { severity: 'minor' }, '2026-11-02T09:30:00Z', '2026-11-09T09:30:00Z'],
    ['default', 'a major one in two', 'resolve', { severity: 'major' }, '2026-11-05T09:30:00Z', '2026-11-09T09:30:00Z'],
    ['default', 'called two hours after advice', 'call', { resolvedBy: 'advice' }, '2026-11-02T12:00:00Z', '2026-11-02T14:00:00Z'],
    ['default', 'called three hours after an uncertain repair', 'call', { resolvedBy: 'uncertain-repair' }, '2026-11-02T12:00:00Z', '2026-11-02T15:00:00Z'],
    ['appliance-service', 'an appointment is missed after a quarter of an hour', 'keep-promise', {}, '2026-11-02T12:00:00Z', '2026-11-02T12:15:00Z'],
    ['appliance-service', 'the rest is as in the source texts', 'acknowledge', { channel: 'phone' }, '2026-11-02T12:00:00Z', '2026-11-02T12:02:00Z'],
    ['fca-disp', 'final response in eight weeks, to the end of the date', 'resolve', {}, '2026-11-02T10:00:00+00:00', '2026-12-29T00:00:00+00:00'],
    ['fca-disp', 'over the end of summer time', 'resolve', {}, '2026-09-07T10:00:00+01:00', '2026-11-03T00:00:00+00:00'],
    ['fca-disp', 'payment services: fifteen business days over Christmas', 'resolve', { category: ['payment-services', 'transfer'] }, '2026-12-14T10:00:00+00:00', '2027-01-07T17:00:00+00:00'],
    ['cfpb', 'fifteen days of being sent', 'resolve', {}, '2026-11-02T10:00:00-05:00', '2026-11-18T00:00:00-05:00'],
    ['hotline-12345', 'danger to life: a quarter of an hour, at night', 'acknowledge', { grave: ['safety'] }, '2026-11-02T03:00:00+08:00', '2026-11-02T03:15:00+08:00'],
    ['hotline-12345', 'utilities: half an hour', 'acknowledge', { category: ['utilities', 'water'] }, '2026-11-02T03:00:00+08:00', '2026-11-02T03:30:00+08:00'],
    ['hotline-12345', 'otherwise one working day', 'acknowledge', {}, '2026-11-02T10:00:00+08:00', '2026-11-03T17:30:00+08:00'],
    ['hotline-12345', 'five working days over the National Day holiday and its make-up Saturday', 'resolve', {}, '2026-09-30T10:00:00+08:00', '2026-10-13T17:30:00+08:00'],
    ['hotline-12345', 'the leader hears the next day, working day or not', 'inform-superior', {}, '2026-11-06T17:30:00+08:00', '2026-11-08T00:00:00+08:00'],
    ['iso-10002', 'acknowledged immediately', 'acknowledge', {}, '2026-11-02T12:00:00Z', '2026-11-02T13:00:00Z'],
  ])('%s: %s', (name, _case, kind, circumstances, started, expected) => {
    const pack = packOf(name);
    const { rule } = pack.choose(kind, known(circumstances));
    expect(new Date(dueOf({ startedAt: Date.parse(started), ...pack.timed(rule) })!)).toEqual(new Date(expected));
  });

  it('fca-disp: a holding reply allows thirty-five business days from receipt', () => {
    const pack = packOf('fca-disp');
    const stage = pack.data.stages[0]!;
    expect(isMeant(stage.on, { type: 'MessageSent', data: { kind: 'holding' } })).toBe(true);
    expect(isMeant(stage.on, { type: 'MessageSent', data: { kind: 'answer' } })).toBe(false);
    const due = dueOf({ startedAt: Date.parse('2026-11-02T10:00:00Z'), amount: stage.allow, calendar: pack.calendarOf({}) });
    expect(new Date(due!)).toEqual(new Date('2026-12-21T17:00:00Z'));
  });

  it('fca-disp: resolved by close of the third business day after receipt, a summary is enough', () => {
    const [branch] = packOf('fca-disp').data.branches;
    expect(branch).toMatchObject({ settledBy: { type: 'ComplaintResolved' }, owes: ['write-follow-up'] });
    const due = dueOf({ startedAt: Date.parse('2026-11-05T10:00:00Z'), amount: branch!.within, calendar: packOf('fca-disp').calendarOf({}) });
    expect(new Date(due!)).toEqual(new Date('2026-11-10T17:00:00Z'));
  });

  it('hotline-12345: extended to fifteen working days at most, from the original start', () => {
    const pack = packOf('hotline-12345');
    const { rule } = pack.choose('resolve', known({}));
    const course: Course = { startedAt: Date.parse('2026-11-02T10:00:00+08:00'), ...pack.timed(rule) };
    expect(extensionLimit(pack, 'resolve', course)).toEqual({ approvedBy: 'supervisor', latest: Date.parse('2026-11-23T17:30:00+08:00') });
    expect(extensionLimit(pack, 'call', course)).toBeUndefined();
  });
});

describe('choosing a rule', () => {
  it('takes the first whose conditions hold, and tells why the others were passed over', () => {
    const { rule, tried } = packOf('default').choose('call', known({ resolvedBy: 'refund' }));
    expect(rule.id).toBe('call');
    expect(tried).toEqual([
      { rule: 'call-after-advice', because: 'resolved by: refund, not advice' },
      { rule: 'call-after-uncertain-repair', because: 'resolved by: refund, not uncertain-repair' },
      { rule: 'call', because: undefined },
    ]);
  });

  it('tells the rule in both languages', () => {
    const { rule } = packOf('default').choose('acknowledge', known({ channel: 'phone' }));
    expect([sayRule(rule, 'en'), sayRule(rule, 'zh')]).toEqual(['on a call at once: 2 minutes', '通话中立即受理：2 分钟']);
  });

  it('fails where no rule applies', () => {
    const pack = new Pack({ ...withBase(SHIPPED_PACKS[0]!, []), rules: [] });
    expect(() => pack.choose('resolve', UNKNOWN_CIRCUMSTANCES)).toThrow(NoRule);
  });
});

describe('a pack that extends another', () => {
  const base = withBase(SHIPPED_PACKS[0]!, []);
  const { name, version, effectiveFrom, title, source } = base;
  const extending = (more: Partial<PolicyPack>) => withBase({ name: 'mine', version, effectiveFrom, title, source, extends: `${name}@${version}`, ...more }, SHIPPED_PACKS);

  it('is as that one in all that it does not say', () => {
    const { calendars, branches, stages, pauses, extensions, warnings, reopening, ladder } = extending({});
    expect({ calendars, branches, stages, pauses, extensions, warnings, reopening, ladder }).toEqual({
      calendars: base.calendars, branches: base.branches, stages: base.stages, pauses: base.pauses, extensions: base.extensions, warnings: base.warnings, reopening: base.reopening, ladder: base.ladder,
    });
    expect(extending({}).rules.map(({ id }) => id)).toEqual(base.rules.map(({ id }) => `default-${id}`));
  });

  it('has its own warnings and extensions for the obligations that they name, and the others of that one', () => {
    const upTo = { count: 3, unit: 'business-days' as const };
    const pack = new Pack(extending({ warnings: [{ obligations: ['resolve'], percent: 50, to: 'owner' }], extensions: [{ obligations: ['resolve'], approvedBy: 'supervisor', upTo }] }));
    expect([pack.warningsOf('resolve'), pack.warningsOf('acknowledge')].map((all) => all.map(({ percent }) => percent))).toEqual([[50], [80]]);
    expect(pack.data.extensions.map(({ obligations }) => obligations)).toEqual([['resolve'], ['find-cause', 'carry-out']]);
  });

  it('has none of what it says is none', () => {
    expect(extending({ warnings: [], extensions: [], stages: [], branches: [] })).toMatchObject({ warnings: [], extensions: [], stages: [], branches: [] });
  });

  it('replaces a branch or a stage by its name, and adds others', () => {
    const fca = SHIPPED_PACKS.find((pack) => pack.name === 'fca-disp')!;
    const [branch] = fca.branches!;
    const sooner = { ...branch!, within: { count: 1, unit: 'business-days' as const } };
    const { branches } = extending({ extends: 'fca-disp@1', branches: [sooner] });
    expect(branches).toEqual([sooner]);
    expect(extending({ extends: 'fca-disp@1', branches: [{ ...sooner, id: 'at-once' }] }).branches.map(({ id }) => id)).toEqual(['at-once', 'summary-resolution']);
    expect(extending({ extends: 'fca-disp@1' }).stages.map(({ id }) => id)).toEqual(['holding-reply', 'contact-ended']);
  });

  it('may say its own ladder, pauses and reopening instead', () => {
    const said = { ladder: base.ladder.slice(0, 1), pauses: { obligations: ['resolve' as const] }, reopening: 'none' as const };
    expect(extending(said)).toMatchObject(said);
  });

  it('decides by a rule without conditions, however that is written', () => {
    const [rule] = base.rules.filter(({ id }) => id === 'resolve');
    expect(packViolations(extending({ rules: [{ ...rule!, id: 'mine', when: {} }] }))).toEqual([]);
  });

  it('warns in appliance service as in the source texts, and allows as much more time', () => {
    const pack = packOf('appliance-service');
    expect(pack.warningsOf('acknowledge')).toMatchObject([{ percent: 80, to: 'owner' }]);
    expect(extensionLimit(pack, 'resolve', { startedAt: Date.parse('2026-11-02T10:00:00Z'), ...pack.timed(pack.choose('resolve', known({})).rule) })).toBeDefined();
  });
});

describe('what is wrong with a pack', () => {
  const base = withBase(SHIPPED_PACKS[0]!, []);
  const violations = (more: Partial<WholePack>): readonly string[] => packViolations({ ...base, ...more });

  it('is named with its field and the remedy', () => {
    expect(violations({ rules: base.rules.filter(({ id }) => id !== 'resolve') })).toEqual([
      'rules: "resolve" needs a last rule without conditions, or some complaint would have no deadline',
    ]);
    expect(violations({ rules: [...base.rules, { ...base.rules.find(({ id }) => id === 'resolve-major')!, id: 'again' }] })).toEqual([
      'rules: "again" can never apply to "resolve", because resolve-major before it holds wherever it would; put it in front',
    ]);
    expect(violations({ calendars: { moon: { ...base.calendars['office']!, zone: 'Moon/Sea' } } })[0]).toContain('calendars.moon.zone: "Moon/Sea" is no IANA time zone');
    expect(violations({ calendars: {} })).toContain('calendars: give at least one; the first is used by rules that name none');
    expect(violations({ warnings: [{ obligations: ['resolve'], percent: 50, to: 'level-1' }] })).toEqual([
      'warnings[0].to: before it is due only the owner is warned; level-1 hears of it at 100 % or later',
    ]);
  });

  it('is a warning without a time, with two, or with one that cannot be counted backwards', () => {
    const warning = (more: object) => violations({ warnings: [{ obligations: ['resolve'], to: 'owner', ...more }] })[0];
    expect(warning({})).toBe('warnings[0]: give one of percent, before and after');
    expect(warning({ percent: 80, after: { count: 1, unit: 'hours' } })).toBe('warnings[0]: give one of percent, before and after');
    expect(warning({ before: { count: 1, unit: 'business-days' } })).toContain('warnings[0].before: business-days cannot be counted backwards');
    expect(warning({ after: { count: 1, unit: 'business-days' }, to: 'level-2' })).toBeUndefined();
  });

  it("is a call that minds the customer's hours while its clock may stand still", () => {
    expect(violations({ pauses: { obligations: ['call'] } })).toContainEqual(expect.stringMatching(/^rules\[\d+\]\.convenient: the clock of "call" stands still at times; take it out, or "call" out of pauses$/));
  });

  it('is a stage that is called like a rule', () => {
    const [stage] = packOf('fca-disp').data.stages;
    expect(violations({ stages: [{ ...stage!, id: 'resolve' }] })).toEqual(['stages[0].id: "resolve" is there twice; give each rule and stage its own']);
  });

  it('finds periods that overlap, end before they begin, or are no times', () => {
    const week = { 1: [{ from: '08:00', to: '12:00' }, { from: '11:00', to: '17:00' }], 2: [{ from: '22:00', to: '06:00' }] };
    const found = violations({ calendars: { office: { ...base.calendars['office']!, week } } });
    expect(found[0]).toContain('11:00-17:00 begins before 08:00-12:00 ends');
    expect(found[1]).toContain('write a night shift as two periods');
  });

  it('is a rule behind one that holds wherever it would', () => {
    const rule = base.rules.find(({ id }) => id === 'resolve-major')!;
    const behind = (first: Conditions, second: Conditions) => violations({ rules: [{ ...rule, id: 'first', when: first }, { ...rule, id: 'second', when: second }, ...base.rules] }).filter((line) => line.includes('"second"'));
    expect(behind({ channel: ['phone', 'chat'] }, { severity: ['major'], channel: ['chat'] })).toEqual(['rules: "second" can never apply to "resolve", because first before it holds wherever it would; put it in front']);
    expect(behind({ category: [['water']] }, { category: [['water', 'outage'], ['water', 'bill']] })).toHaveLength(1);
    expect(behind({ category: [['water', 'outage']] }, { category: [['water']] })).toEqual([]);
    expect(behind({ channel: ['chat'] }, { channel: ['phone', 'chat'] })).toEqual([]);
    expect(behind({ severity: ['major'] }, { channel: ['chat'] })).toEqual([]);
    expect(violations({ rules: [{ ...rule, id: 'never', when: { severity: [] } }, ...base.rules] })).toContain('rules[0].when.severity: an empty list never holds; name at least one, or take it out');
  });

  it('is a fact that there is not, and a kind of message where there is no message', () => {
    const stage = (on: FactPattern) => violations({ stages: [{ id: 'later', on, obligations: ['resolve'], allow: { count: 1, unit: 'hours' }, says: { en: 'later', zh: '以后' }, from: 'fact' }] });
    expect(stage({ type: 'MesageSent' })).toEqual(['stages[0].on.type: there is no fact "MesageSent" of a complaint; write it as in the catalogue of events, such as MessageSent']);
    expect(stage({ type: 'CustomerErased' })[0]).toContain('of a complaint');
    expect(stage({ type: 'ComplaintClosed', messageKind: 'final' })).toEqual(['stages[0].on.messageKind: ComplaintClosed says nothing of it, only MessageSent; take it out']);
    expect(stage({ type: 'MessageSent', how: ['spoken'] })).toEqual(['stages[0].on.how: MessageSent says nothing of it, only ComplaintAcknowledged; take it out']);
    const [rule, ...rules] = base.rules;
    expect(violations({ rules: [{ ...rule!, alsoSettledBy: [{ type: 'Nothing' }] }, ...rules] })[0]).toContain('rules[0].alsoSettledBy[0].type');
    expect(violations({ rules: [{ ...rule!, settledOnlyBy: [{ type: 'Nothing' }] }, ...rules] })[0]).toContain('rules[0].settledOnlyBy[0].type');
  });

  it('is a ladder without levels, or one that ends below whoever is warned', () => {
    expect(violations({ ladder: [] })).toEqual(['ladder: name at least one level of superiors']);
    const warnings = [{ obligations: ['resolve' as const], percent: 100, to: 'level-3' as const }];
    expect([violations({ warnings, ladder: base.ladder.slice(0, 1) }), violations({ warnings })]).toEqual([['warnings: level-3 is warned, and the ladder ends with level 1; name a level that it has'], []]);
  });

  it('is a date that there is not, an offset instead of a zone, or a calendar named by digits', () => {
    const office = base.calendars['office']!;
    const inCalendar = (more: Partial<PackCalendar>, name = 'office') => violations({ calendars: { [name]: { ...office, ...more } } });
    expect(inCalendar({ holidays: [{ date: '2026-02-30', name: 'never', periods: [] }] })).toEqual(['calendars.office.holidays[0].date: "2026-02-30" is no date; write it as 2026-12-25']);
    expect(inCalendar({ overrides: [{ date: '2028-02-29', name: 'leap day', periods: [] }] })).toEqual([]);
    expect(inCalendar({ zone: '+02:00' })).toEqual(['calendars.office.zone: "+02:00" is no IANA time zone; write it like Europe/Berlin, or UTC']);
    expect(inCalendar({}, '2026')).toEqual(['calendars.2026: a name of digits would be taken for the first calendar; begin it with a letter']);
  });

  it('is an amount by which nobody could reckon, or that nobody would wait for', () => {
    const office = base.calendars['office']!;
    expect(violations({ calendars: { office: { ...office, week: {} } } })).toEqual(['calendars.office.week: has no hours, and rules.find-cause.allow counts business time by them; give it some']);
    const resolve = (allow: Amount, week = office.week) => violations({ calendars: { office: { ...office, week } }, rules: base.rules.map((rule) => (rule.id === 'resolve' ? { ...rule, allow } : rule)) });
    expect(resolve({ count: 1e12, unit: 'hours' })).toEqual(['rules.resolve.allow.count: 1000000000000 hours are more than ten years; give 87360 at most']);
    expect(resolve({ count: 100_000, unit: 'business-days' })).toEqual(['rules.resolve.allow.count: 100000 business-days are more than ten years; give 2600 at most']);
    // One hour a week: what is an ordinary amount elsewhere would take decades.
    expect(resolve({ count: 600, unit: 'business-hours' }, { 1: [{ from: '09:00', to: '10:00' }] })).toEqual(['rules.resolve.allow.count: 600 business-hours are more than ten years; give 520 at most']);
    expect(resolve({ count: 2600, unit: 'business-days' })).toEqual([]);
    expect(violations({ pauses: { obligations: ['resolve'], cap: { count: 0, unit: 'hours' } } })[0]).toContain('pauses.cap.count: must be at least 1');
    expect(violations({ warnings: [{ obligations: ['resolve'], after: { count: 1e6, unit: 'business-hours' }, to: 'owner' }], extensions: [{ obligations: ['resolve'], approvedBy: 'supervisor', upTo: { count: 1000, unit: 'calendar-weeks' } }] })).toEqual([
      'extensions[0].upTo.count: 1000 calendar-weeks are more than ten years; give 520 at most', 'warnings[0].after.count: 1000000 business-hours are more than ten years; give 23400 at most',
    ]);
  });

  it('is a rule without a time that does not say that nothing is owed, or that says both', () => {
    const { allow: _allow, ...rule } = base.rules.find(({ id }) => id === 'first-answer')!;
    const instead = (more: object) => violations({ rules: base.rules.map((one) => (one.id === rule.id ? { ...rule, ...more } : one)) });
    expect(instead({})[0]).toMatch(/^rules\[3\]\.allow: is missing; say how much time there is, or notOwed: true/);
    expect(instead({ notOwed: true })).toEqual([]);
    expect(instead({ notOwed: true, startsAt: 'received' })).toEqual(['rules[3].startsAt: says nothing where nothing is owed; take it out, or notOwed']);
    expect(instead({ notOwed: true, obligations: ['first-answer', 'next-answer', 'inform-superior'] })[0]).toBe('rules[3].notOwed: "inform-superior" is always owed; take it out of obligations');
  });

  it('is that the pack that it extends is not there', () => {
    expect(() => withBase({ ...base, extends: 'other@1' }, SHIPPED_PACKS)).toThrow(NoBase);
  });
});
