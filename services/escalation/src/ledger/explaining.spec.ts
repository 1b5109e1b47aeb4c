import { extend } from '../escalation/decide.js';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at, LEAD } from '../testing/a-complaint.js';
import { explained } from './explaining.js';

const pack = new PackBook().of('default@1');
const explain = (complaint: AComplaint, kind: string, language: 'en' | 'zh' = 'en') => explained(complaint.owed(kind)!, pack, language, at(30));

describe('why something is due then', () => {
  it('is told with the rule, the pack and every stretch of time', () => {
    expect(explain(AComplaint.registered(), 'find-cause')).toMatchObject({
      kind: 'find-cause', pack: 'default@1', rule: 'find-cause', dueAt: '2026-11-04T12:00:00.000Z',
      summary: 'Due Wed 2026-11-04 12:00 (UTC): 2 business days from Mon 2026-11-02 12:00.',
      lines: expect.arrayContaining(['Mon 2026-11-02 17:00 – Tue 2026-11-03 08:00: not counted, outside business hours']),
    });
    expect(explain(AComplaint.registered(), 'acknowledge', 'zh').summary).toBe('周一 2026-11-02 12:02（UTC）到期：自 周一 2026-11-02 12:00 起 2 分钟。');
  });

  it('follows another severity', () => {
    const complaint = AComplaint.registered().says(10, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(explain(complaint, 'resolve')).toMatchObject({ rule: 'resolve-major', dueAt: complaint.owed('resolve')!.dueAt });
  });

  it('goes to when it is due because more time was allowed, and says until when and by whom', () => {
    const complaint = AComplaint.registered();
    const more = { obligationId: complaint.owed('resolve')!.id, until: at(8 * 24 * 60), reason: 'parts', by: { id: LEAD, role: 'supervisor' as const, unit: null }, now: at(60) };
    complaint.decides(60, extend(more, complaint.page, new PackBook()));
    const said = explain(complaint, 'resolve');
    expect(said).toMatchObject({ dueAt: '2026-11-10T12:00:00.000Z', summary: 'Due Tue 2026-11-10 12:00 (UTC), because more time was allowed than 5 business days from Mon 2026-11-02 12:00.' });
    expect([said.lines[0], said.lines.at(-1)]).toEqual([`Extended until Tue 2026-11-10 12:00 by ${LEAD}; what stands still after that is added.`, 'Tue 2026-11-10 08:00 – Tue 2026-11-10 12:00: counted, 4 h']);
    expect(explain(complaint, 'resolve', 'zh').summary).toBe('周二 2026-11-10 12:00（UTC）到期：原为自 周一 2026-11-02 12:00 起 5 个工作日，已获准延期。');
  });

  it('says what share of its time stood still', () => {
    const complaint = AComplaint.registered().says(60, 'WaitingForCustomer').says(180, 'CustomerAnswered');
    expect(explain(complaint, 'find-cause').summary).toBe('Due Wed 2026-11-04 14:00 (UTC): 2 business days from Mon 2026-11-02 12:00. It stood still for 2 h: 10 % of the time that counts.');
    expect(explain(complaint, 'find-cause', 'zh').summary).toMatch(/。其中暂停 2 小时，占应计时间的 10%。$/);
  });

  it('says that nobody knows while we wait for the customer', () => {
    expect(explain(AComplaint.registered().says(10, 'WaitingForCustomer'), 'resolve').summary).toContain('The clock stands still');
  });

  it('does not explain a promised time away', () => {
    const complaint = AComplaint.registered().says(1, 'TimePromised', { promisedFor: at(600) });
    expect(explain(complaint, 'keep-promise')).toMatchObject({ rule: null, dueAt: at(600), lines: [] });
  });
});
