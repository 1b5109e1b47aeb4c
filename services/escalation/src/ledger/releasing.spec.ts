import { fact, ObligationsRepinned, type ObligationKind } from '@amends/contracts';
import { SHIPPED_PACKS, type Conditions } from '@amends/policy';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at } from '../testing/a-complaint.js';
import { rebuilt } from '../testing/rebuilt.js';

const [standard] = SHIPPED_PACKS;
const says = { en: 'not in these circumstances', zh: '此种情形不作要求' };
/** The standard pack, but nothing of these kinds is owed where conditions hold. */
const without = (when: Conditions, ...obligations: ObligationKind[]): PackBook =>
  new PackBook([{ ...standard!, name: 'mine', extends: 'default@1', rules: [{ id: 'off', obligations, when, notOwed: true, says }] }], [{ from: '2020-01-01T00:00:00Z', pack: 'mine@1' }]);

describe('a rule that says that nothing is owed', () => {
  it('makes nothing owed where it holds, and the next rule where it does not', () => {
    const packs = without({ channel: ['phone'] }, 'first-answer', 'keep-promise');
    const [phone, web] = ['phone', 'web'].map((channel) => AComplaint.registered({ contact: { id: at(0), channel, direction: 'inbound', startedAt: at(0) } }, 'live', packs).says(1, 'TimePromised', { promisedFor: at(600) }));
    expect([phone!.said('first-answer'), phone!.said('keep-promise')]).toEqual([[], []]);
    expect([web!.said('first-answer'), web!.said('keep-promise')]).toEqual([['Incurred'], ['Incurred']]);
    expect(phone!.kinds()).toContain('resolve');
  });

  it('takes no other duty with it, and what was owed before falls away with the rule when the complaint is classified so', () => {
    const complaint = AComplaint.registered({}, 'live', without({ severity: ['minor'] }, 'first-answer', 'find-cause')).says(60, 'ComplaintClassified', { severity: 'minor', grave: [] });
    expect(complaint.facts('first-answer').at(-1)).toMatchObject({ type: 'ObligationCancelled', data: { because: 'fell-away', rule: 'off' } });
    expect([complaint.said('find-cause'), complaint.said('resolve')]).toEqual([['Incurred', 'Cancelled'], ['Incurred']]);
    expect(complaint.clock(3 * 24 * 60).said('first-answer')).toEqual(['Incurred', 'Cancelled']);
    expect(rebuilt(complaint).owed).toEqual(complaint.page.owed);
  });

  it('takes back what was missed meanwhile, each once, and tells whoever was told only of that', () => {
    const complaint = AComplaint.registered({}, 'live', without({ severity: ['minor'] }, 'acknowledge', 'first-answer', 'find-cause')).says(1, 'StatementRecorded').says(1, 'ReadBackConfirmed').clock(3);
    expect(complaint.page.soFar.informed).toHaveLength(1);
    complaint.says(60, 'ComplaintClassified', { severity: 'minor', grave: [] });
    expect(['acknowledge', 'first-answer', 'find-cause'].map((kind) => complaint.said(kind).at(-1))).toEqual(['Cancelled', 'Cancelled', 'Cancelled']);
    expect(complaint.facts().filter(({ type }) => type === 'ObligationCancelled')).toHaveLength(4);
    expect([complaint.page.soFar.informed, complaint.said('acknowledge-escalation')]).toEqual([[], ['Incurred', 'Cancelled']]);
  });

  it('leaves what is owed to others in other circumstances', () => {
    const complaint = AComplaint.registered({}, 'live', without({ severity: ['minor'] }, 'first-answer')).says(60, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.said('first-answer')).toEqual(['Incurred']);
  });

  it('also ends the wait for silence, and what was promised, when the complaint is pinned to its pack', () => {
    const packs = new PackBook([{ ...standard!, name: 'quiet', extends: 'default@1', rules: [{ id: 'off', obligations: ['keep-promise', 'confirm'], notOwed: true, says }] }]);
    const complaint = AComplaint.registered({}, 'live', packs).says(1, 'TimePromised', { promisedFor: at(600) }).says(10, 'ComplaintResolved').says(11, 'MessageSent', { messageId: '0192a3b4-0000-7000-8000-000000000711', kind: 'summary', automatic: false });
    complaint.decides(20, [fact(ObligationsRepinned, { packVersion: 'quiet@1', formerly: 'default@1' }, { reason: 'moved' })]);
    expect([complaint.said('keep-promise').at(-1), complaint.said('confirm').at(-1)]).toEqual(['Cancelled', 'Cancelled']);
    expect(complaint.says(30, 'MessageSent', { messageId: '0192a3b4-0000-7000-8000-000000000712', kind: 'summary', automatic: false }).owed('confirm')).toBeUndefined();
  });
});

describe('a clock that starts with another fact than the one that owes it', () => {
  const DAY = 24 * 60;
  const from = (type: string, kind: ObligationKind, messageKind?: 'final') =>
    new PackBook([{ ...standard!, name: 'mine', extends: 'default@1', rules: [], stages: [{ id: 'from-then', on: { type, ...(messageKind ? { messageKind } : {}) }, obligations: [kind], allow: { count: 10, unit: 'calendar-days' }, says: { en: 'ten days from then', zh: '自此十天' }, from: 'fact' }] }], [{ from: '2020-01-01T00:00:00Z', pack: 'mine@1' }]);

  it('counts from when the file is complete', () => {
    expect(AComplaint.registered({}, 'live', from('ReadBackConfirmed', 'resolve')).says(DAY, 'ReadBackConfirmed').owed('resolve')).toMatchObject({ dueAt: at(11 * DAY), allowance: 'ten days from then: 10 calendar days' });
  });

  it('counts from when a message was sent', () => {
    const sent = { messageId: '0192a3b4-0000-7000-8000-000000000711', kind: 'final', automatic: false };
    expect(AComplaint.registered({}, 'live', from('MessageSent', 'resolve', 'final')).says(2 * DAY, 'MessageSent', sent).owed('resolve')).toMatchObject({ dueAt: at(12 * DAY) });
  });

  it('counts from when the complaint was closed', () => {
    const complaint = AComplaint.registered({}, 'live', from('ComplaintClosed', 'review-cause')).says(1, 'ComplaintClassified', { severity: 'major', grave: [] }).says(10, 'ComplaintResolved').says(3 * DAY, 'ComplaintClosed');
    expect(complaint.owed('review-cause')).toMatchObject({ dueAt: at(13 * DAY) });
  });
});
