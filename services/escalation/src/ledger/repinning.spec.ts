import { fact, ObligationsRepinned } from '@amends/contracts';
import { SHIPPED_PACKS, type PolicyPack } from '@amends/policy';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at } from '../testing/a-complaint.js';
import { explained } from './explaining.js';
import { foldEvent, EMPTY_PAGE } from './page.js';

const DAY = 24 * 60;
/** The standard pack with ten business days to resolve, and twenty for what is major. */
const slow: PolicyPack = {
  ...SHIPPED_PACKS[0]!, name: 'slow',
  rules: SHIPPED_PACKS[0]!.rules!.map((rule) => (rule.id.startsWith('resolve') ? { ...rule, allow: { ...rule.allow!, count: rule.id === 'resolve' ? 10 : 20 } } : rule)),
};
const book = new PackBook([slow]);
const repinned = (packVersion: string, formerly = 'default@1') => [fact(ObligationsRepinned, { packVersion, formerly }, { reason: 'the contract says so' })];
const registered = () => AComplaint.registered({}, 'live', book);

describe('a complaint that is pinned to another policy pack', () => {
  it('has the time of the new rule, counted from the original start', () => {
    const complaint = registered().decides(2 * DAY, repinned('slow@1'));
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(0), dueAt: at(14 * DAY), changes: [{ at: at(2 * DAY), rule: 'resolve', pack: 'slow@1' }], pack: 'default@1' });
    expect(complaint.facts('resolve').at(-1)).toMatchObject({ type: 'ObligationRevised', data: { because: 'repinned', packVersion: 'slow@1', formerly: at(7 * DAY) } });
  });

  it('is never due before it was pinned anew', () => {
    const complaint = AComplaint.registered({}, 'live', new PackBook([{ ...slow, name: 'quick', rules: slow.rules!.map((rule) => ({ ...rule, allow: { count: 1, unit: 'minutes' as const } })) }]));
    expect(complaint.decides(60, repinned('quick@1')).owed('resolve')).toMatchObject({ dueAt: at(60) });
  });

  it('keeps what it missed', () => {
    const complaint = registered().clock(8 * DAY).decides(9 * DAY, repinned('slow@1'));
    expect(complaint.owed('resolve')).toMatchObject({ state: 'missed', dueAt: at(7 * DAY) });
  });

  it('keeps the time that was waited, before and after', () => {
    const complaint = registered().says(60, 'WaitingForCustomer').says(160, 'CustomerAnswered').decides(DAY, repinned('slow@1')).says(DAY + 10, 'WaitingForCustomer').says(DAY + 20, 'CustomerAnswered');
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(14 * DAY + 110) });
  });

  it('follows the rules of the new pack from then on', () => {
    const complaint = registered().decides(DAY, repinned('slow@1')).says(2 * DAY, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(28 * DAY) });
    expect(complaint.says(3 * DAY, 'CauseFound').facts('propose')[0]).toMatchObject({ data: { packVersion: 'slow@1' } });
  });

  it('may be pinned back, and is due as if nothing had been', () => {
    expect(registered().decides(DAY, repinned('slow@1')).decides(DAY + 60, repinned('default@1', 'slow@1')).owed('resolve')).toMatchObject({ dueAt: at(7 * DAY) });
  });

  it('leaves a promised time and waiting for silence as they are', () => {
    const complaint = registered().says(1, 'TimePromised', { promisedFor: at(600) }).decides(2, repinned('slow@1'));
    expect(complaint.owed('keep-promise')).toMatchObject({ dueAt: at(600) });
    expect(complaint.said('keep-promise')).toEqual(['Incurred']);
  });

  it('explains its time with every change', () => {
    const { lines, summary } = explained(registered().decides(2 * DAY, repinned('slow@1')).owed('resolve')!, book.of('slow@1'), 'en', at(2 * DAY), book.named);
    expect([summary, lines[0]]).toEqual(['Due Mon 2026-11-16 12:00 (UTC): 10 business days from Mon 2026-11-02 12:00.', 'Wed 2026-11-04 12:00: from here on 10 business days; what was used stays used.']);
  });

  it('stands in the ledger as it is rebuilt from what was said', () => {
    const complaint = registered().decides(DAY, repinned('slow@1')).says(2 * DAY, 'ComplaintClassified', { severity: 'major', grave: [] });
    const own = complaint.judged.facts.map((said, index) => ({ ...complaint.event(0, 'NoteAdded'), ...said, streamKind: 'obligations' as const, version: index + 1, id: said.id ?? String(index) }));
    expect(own.reduce(foldEvent, EMPTY_PAGE)).toMatchObject({ pack: 'slow@1', owed: complaint.page.owed });
  });
});

describe('dated overrides of a calendar', () => {
  const closed = { pack: 'default', calendar: 'office', date: '2026-11-04', name: 'works meeting', periods: [] };
  const dated = new PackBook([], [], [closed]);

  it('hold in every version of the pack and in those that inherit its calendar', () => {
    expect(AComplaint.registered({}, 'live', dated).owed('resolve')).toMatchObject({ dueAt: at(8 * DAY) });
    expect(dated.of('fca-disp@1').calendarOf({ calendar: 'office' }).isBusinessDay(Math.floor(Date.parse('2026-11-04') / 86_400_000))).toBe(false);
    expect(dated.of('appliance-service@1').calendarOf({}).isBusinessDay(Math.floor(Date.parse('2026-11-04') / 86_400_000))).toBe(false);
    expect(dated.all()).toEqual(new PackBook().all());
  });
});
