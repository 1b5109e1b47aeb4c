import { fact, ObligationsRepinned } from '@amends/contracts';
import { SHIPPED_PACKS, type PolicyPack } from '@amends/policy';
import { extend } from '../escalation/decide.js';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at, DIRECTOR, LEAD, MANAGER } from '../testing/a-complaint.js';
import { rebuilt } from '../testing/rebuilt.js';

const DAY = 24 * 60;
/** Who was told, in order. */
const told = (complaint: AComplaint): readonly unknown[] => complaint.facts().flatMap(({ type, data }) => (type === 'SuperiorInformed' ? [(data as { person: string }).person] : []));
const message = (n: number, kind: string) => ({ messageId: `0192a3b4-0000-7000-8000-0000000007${n}`, kind, automatic: false });

const [standard] = SHIPPED_PACKS;
/** A book with the standard pack but for some fields, in force. */
const book = (more: Partial<PolicyPack>): PackBook => new PackBook([{ ...standard!, ...more, name: 'mine' }], [{ from: '2020-01-01T00:00:00Z', pack: 'mine@1' }]);

/** What other systems got wrong, each as a case of its own; that the oldest is judged however long the backlog is tried on the clock itself (deadline-clock.int.spec.ts). */
describe('golden cases from the bugs of other systems', () => {
  it('an unassigned complaint escalates', () => {
    expect(told(AComplaint.registered().clock(3))).toEqual([LEAD]);
  });

  it('a comment does not restart a clock', () => {
    const before = AComplaint.registered().owed('first-answer');
    expect(AComplaint.registered().says(60, 'NoteAdded').owed('first-answer')).toEqual(before);
  });

  it('next-answer stops at resolution', () => {
    const complaint = AComplaint.registered().says(10, 'MessageReceived').says(20, 'ComplaintResolved').clock(3 * DAY);
    expect(complaint.said('next-answer')).toEqual(['Incurred', 'Cancelled']);
  });

  it("an agent's answer stops the update clock, and the next begins", () => {
    const complaint = AComplaint.registered().says(DAY, 'MessageSent', message(1, 'answer'));
    expect(complaint.said('keep-informed')).toEqual(['Incurred', 'Settled', 'Incurred']);
    expect(complaint.owed('keep-informed')!.startedAt).toBe(at(DAY));
  });

  it('first answer is not overruled by update time', () => {
    const complaint = AComplaint.registered().says(60, 'MessageSent', message(2, 'update'));
    expect([complaint.said('first-answer'), complaint.owed('first-answer')!.dueAt]).toEqual([['Incurred'], at(DAY)]);
  });

  it('time paused is not lost when the rule changes', () => {
    const complaint = AComplaint.registered()
      .says(60, 'ComplaintClassified', { severity: 'major', grave: [] })
      .says(90, 'WaitingForCustomer')
      .says(150, 'CustomerAnswered')
      .says(160, 'ComplaintClassified', { severity: 'minor', grave: [] })
      .says(170, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.owed('resolve')!.dueAt).toBe(at(2 * DAY + 60));
  });

  it('priority changed twice keeps the start', () => {
    const complaint = AComplaint.registered().says(60, 'ComplaintClassified', { severity: 'major', grave: [] }).says(120, 'ComplaintClassified', { severity: 'minor', grave: [] });
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(0), dueAt: at(7 * DAY) });
  });

  it('no alert at midnight for business clocks', () => {
    const warned = AComplaint.registered().owed('resolve')!.warnAt!;
    const hour = Number(warned.slice(11, 13));
    expect(hour).toBeGreaterThanOrEqual(8);
    expect(hour).toBeLessThan(17);
  });

  it('reopening starts a clock of its own, from the reopening', () => {
    const complaint = AComplaint.registered().says(60, 'ComplaintResolved').says(DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.owed('first-answer')).toMatchObject({ startedAt: at(DAY), dueAt: at(2 * DAY) });
  });

  it('switching a rule off clears what it escalated', () => {
    const off = { id: 'off', obligations: ['acknowledge' as const], notOwed: true, says: { en: 'not under this contract', zh: '本合同不作要求' } };
    const packs = new PackBook([{ ...standard!, name: 'quiet', extends: 'default@1', rules: [off] }]);
    const complaint = AComplaint.registered({}, 'live', packs).says(1, 'StatementRecorded').says(1, 'ReadBackConfirmed').clock(3);
    expect(complaint.page.soFar.informed).toHaveLength(1);
    complaint.decides(10, [fact(ObligationsRepinned, { packVersion: 'quiet@1', formerly: 'default@1' }, { reason: 'the contract says so' })]).clock(600);
    expect([complaint.said('acknowledge'), complaint.page.soFar.informed, complaint.owed('acknowledge-escalation'), told(complaint)]).toEqual([['Incurred', 'Missed', 'Cancelled'], [], undefined, [LEAD]]);
  });

  it('extension asked after expiry is refused', () => {
    const complaint = AComplaint.registered();
    const asked = () => extend({ obligationId: complaint.owed('resolve')!.id, until: at(9 * DAY), reason: 'parts', by: { id: LEAD, role: 'supervisor', unit: null }, now: at(7 * DAY) }, complaint.page, new PackBook());
    expect(asked).toThrow(expect.objectContaining({ code: 'escalation.due-already' }));
  });

  it('reopen in the window counts from resolution, not from the last change', () => {
    const complaint = AComplaint.registered({}, 'live', book({ reopening: 'continue' })).says(DAY, 'ComplaintResolved').says(2 * DAY, 'NoteAdded').says(3 * DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(0), dueAt: at(9 * DAY), pauses: [[at(DAY), at(3 * DAY)]] });
  });

  it('reopen goes on from when it was settled, also where that was not the resolution', () => {
    const alsoSettledBy = [{ type: 'MessageSent', messageKind: 'final' as const }];
    const byFinal = standard!.rules!.map((rule) => (rule.obligations.includes('resolve') ? { ...rule, alsoSettledBy } : rule));
    const complaint = AComplaint.registered({}, 'live', book({ reopening: 'continue', rules: byFinal })).says(DAY, 'MessageSent', message(3, 'final')).says(3 * DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(0), dueAt: at(9 * DAY), pauses: [[at(DAY), at(3 * DAY)]] });
    expect(rebuilt(complaint).owed).toEqual(complaint.page.owed);
  });

  it('reopen counts neither what was waited for the customer until it was resolved', () => {
    const complaint = AComplaint.registered({}, 'live', book({ reopening: 'continue' })).says(60, 'WaitingForCustomer').says(DAY, 'ComplaintResolved').says(3 * DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.owed('resolve')).toMatchObject({ startedAt: at(0), dueAt: at(9 * DAY + 23 * 60), pauses: [[at(60), at(DAY)], [at(DAY), at(3 * DAY)]] });
  });

  it('ladder does not stop after one step, nor loop at the top', () => {
    const complaint = AComplaint.registered();
    for (const minutes of [3, 40, 120, 500, DAY + 1, 3 * DAY, 8 * DAY, 20 * DAY]) complaint.clock(minutes);
    expect(told(complaint)).toEqual([LEAD, MANAGER, DIRECTOR]);
  });
});
