import type { Actor } from '@amends/contracts';
import { acknowledge, advise, askForSuperior, stepDown, takeOver } from '../escalation/decide.js';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, answering, at, LEAD, MANAGER, ladder, uuid } from '../testing/a-complaint.js';
import { entryOf, type Entry } from './entry.js';

const ID = uuid(1000);
const DAY = 24 * 60;
const lead: Actor = { id: LEAD, role: 'supervisor', unit: 'hotline' };
const entry = ({ page }: AComplaint): Entry | undefined => entryOf(ID, page);
const grave = { category: ['appliance', 'fire'], severity: 'major', grave: ['safety', 'legal'] };
const escalationOf = (complaint: AComplaint, nth = 0): string => complaint.page.soFar.informed[nth]!.escalationId;
const by = (facts: readonly object[], actor = lead) => facts.map((fact) => ({ ...fact, actor })) as never;

describe('an inbox entry', () => {
  it('is not there while nobody above has to know', () => {
    expect(entry(AComplaint.registered().says(1, 'ComplaintClassified', { ...grave, severity: 'minor', grave: [] }))).toBeUndefined();
  });

  it('says who was told, since when, why and by what, and by when they must say that they have seen it', () => {
    const complaint = AComplaint.registered({ reference: '2600000014' }).says(1, 'ComplaintClassified', grave);
    expect(entry(complaint)).toMatchObject({
      reference: '2600000014', status: 'open', severity: 'major', grave: ['safety', 'legal'], level: 1, since: at(1), acknowledged: false,
      told: [{ id: escalationOf(complaint), level: 1, person: LEAD, rota: null, since: at(1), acknowledgeBy: complaint.owed('acknowledge-escalation')!.dueAt }],
      reasons: [{ reason: 'grave', causedBy: uuid(2), at: at(1), grave: ['safety', 'legal'], escalationId: escalationOf(complaint) }],
    });
  });

  it('is one for all reasons, each with what was behind it', () => {
    const complaint = AComplaint.registered()
      .clock(3)
      .says(4, 'SolutionRefused').says(5, 'SolutionRefused')
      .says(6, 'ContactTurnedHostile')
      .says(7, 'ComplaintClassified', { ...grave, grave: ['safety'] })
      .says(8, 'ComplaintClassified', grave);
    expect(entry(complaint)!.reasons.map(({ reason, at: when, grave: flags, missed }) => [reason, when, flags ?? missed?.kind])).toEqual([
      ['missed', at(3), 'acknowledge'], ['refused-twice', at(5), undefined], ['hostile', at(6), undefined], ['grave', at(7), ['safety']], ['grave', at(8), ['legal']],
    ]);
    expect(entry(complaint)!.reasons[0]!.missed).toMatchObject({ dueAt: at(2), allowance: 'on a call at once: 2 minutes', rule: expect.any(String), pack: 'default@1' });
    expect(entry(complaint)!.told.map(({ level }) => level)).toEqual([1, 2, 3]);
  });

  it('is ordered by the nearest duty whose clock runs, whoever owes it', () => {
    const complaint = AComplaint.registered().says(1, 'ComplaintClassified', grave);
    expect(entry(complaint)!.owed.map(({ dueAt }) => dueAt)).toEqual([...complaint.page.owed.map(({ dueAt }) => dueAt)].sort());
    expect(entry(complaint)!.dueAt).toBe(at(2));
    complaint.says(1.5, 'ComplaintAcknowledged');
    expect(entry(complaint)!.dueAt).toBe(complaint.owed('record-statement')!.dueAt);
  });

  it('keeps a missed duty first until it is done', () => {
    expect(entry(AComplaint.registered().clock(3))).toMatchObject({ dueAt: at(2), owed: [{ kind: 'acknowledge', state: 'missed' }, {}, {}, {}, {}, {}, {}] });
  });

  it('shows who has seen it, who advised, and who took it over', () => {
    const complaint = AComplaint.registered().says(1, 'ContactTurnedHostile');
    const escalationId = escalationOf(complaint);
    complaint.decides(2, by(acknowledge({ escalationId, by: answering(LEAD, complaint) }, complaint.page))).decides(3, by(advise({ escalationId, advice: 'Call at once.', by: answering(LEAD, complaint) }, complaint.page)));
    expect(entry(complaint)).toMatchObject({ acknowledged: true, told: [{ acknowledged: { by: LEAD, at: at(2) }, acknowledgeBy: null }], advice: [{ by: LEAD, at: at(3), escalationId }], takenOver: null });
    complaint.decides(4, by(takeOver({ escalationId: null, by: answering(LEAD, complaint) }, complaint.page, new PackBook())));
    expect(entry(complaint)).toMatchObject({ takenOver: { by: LEAD, at: at(4) } });
  });

  it('says that somebody asked for it, by their asking', () => {
    const complaint = AComplaint.registered();
    complaint.decides(1, by(askForSuperior({ escalationId: uuid(70) }, complaint.page, ladder, { now: at(1), packs: new PackBook() })));
    expect(entry(complaint)!.reasons).toMatchObject([{ reason: 'asked-for', causedBy: uuid(2000), at: at(1) }]);
  });

  it('stays while one of those who were told has not stepped down', () => {
    const complaint = AComplaint.registered().says(1, 'ContactTurnedHostile').says(2, 'ContactTurnedHostile');
    complaint.decides(3, by(stepDown({ escalationId: escalationOf(complaint), by: answering(MANAGER, complaint) }, complaint.page)));
    expect(entry(complaint)).toMatchObject({ told: [{ person: MANAGER, level: 2 }], reasons: [{ at: at(2) }] });
    complaint.decides(4, by(stepDown({ escalationId: escalationOf(complaint), by: answering(MANAGER, complaint) }, complaint.page)));
    expect(entry(complaint)).toBeUndefined();
  });

  it('begins anew when a complaint escalates again', () => {
    const complaint = AComplaint.registered().says(1, 'ContactTurnedHostile');
    complaint.decides(2, by(advise({ escalationId: null, advice: 'x', by: answering(LEAD, complaint) }, complaint.page))).decides(3, by(stepDown({ escalationId: escalationOf(complaint), by: answering(MANAGER, complaint) }, complaint.page))).says(4, 'ContactTurnedHostile');
    expect(entry(complaint)).toMatchObject({ since: at(4), advice: [], reasons: [{ at: at(4) }] });
  });

  it('leaves when the miss was none after all, and loses only that reason when there are others', () => {
    const missed = AComplaint.registered().clock(3);
    expect(entry(missed)!.reasons).toHaveLength(1);
    expect(entry(missed.says(4, 'ComplaintAcknowledged', {}, { recordedAt: at(1) }))).toBeUndefined();
    const both = AComplaint.registered().clock(3).says(3.5, 'ContactTurnedHostile').says(4, 'ComplaintAcknowledged', {}, { recordedAt: at(1) });
    expect(entry(both)!.reasons.map(({ reason }) => reason)).toEqual(['hostile']);
  });

  it.each([['withdrawn', 'ComplaintWithdrawn'], ['closed', 'ComplaintClosed']])('leaves when the complaint is %s', (_status, type) => {
    expect(entry(AComplaint.registered().says(1, 'ContactTurnedHostile').says(2, type))).toBeUndefined();
  });

  it('comes back when the complaint was reopened after its end, and says so', () => {
    const complaint = AComplaint.registered().says(1, 'ContactTurnedHostile').says(2, 'ComplaintResolved').says(3, 'ComplaintClosed');
    expect(entry(complaint)).toBeUndefined();
    complaint.says(DAY, 'ComplaintReopened', { endsRound: 1 });
    expect(entry(complaint)).toMatchObject({ round: 2, status: 'open', level: 1, reasons: [{ reason: 'reopened', round: 2, at: at(DAY) }] });
  });

  it('is there for a complaint that nobody owns', () => {
    expect(entry(AComplaint.registered({ receivedBy: null }).clock(3))).toMatchObject({ owner: null, receivedBy: null, reasons: [{ reason: 'missed' }] });
  });

  it('is never there for history', () => {
    expect(entry(AComplaint.registered({}, 'history').says(1, 'ComplaintClassified', grave))).toBeUndefined();
  });
});
