import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at } from '../testing/a-complaint.js';
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

  it('says that nobody knows while we wait for the customer', () => {
    expect(explain(AComplaint.registered().says(10, 'WaitingForCustomer'), 'resolve').summary).toContain('The clock stands still');
  });

  it('does not explain a promised time away', () => {
    const complaint = AComplaint.registered().says(1, 'TimePromised', { promisedFor: at(600) });
    expect(explain(complaint, 'keep-promise')).toMatchObject({ rule: null, dueAt: at(600), lines: [] });
  });
});
