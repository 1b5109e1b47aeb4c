import { REASONS_TO_INFORM } from '@amends/contracts';
import { PackBook } from '../policy/pack-book.js';
import { uuid } from '../testing/a-complaint.js';
import type { TracedReason } from './entry.js';
import { sayReason } from './sentences.js';

const packs = new PackBook();
const reason = (more: Partial<TracedReason>): TracedReason => ({ reason: 'hostile', causedBy: uuid(1), escalationId: uuid(2), at: '2026-11-02T12:00:00.000Z', round: 1, ...more });
const says = (more: Partial<TracedReason>, zone = 'UTC') => sayReason(reason(more), { zone, packs });
const missed = { obligationId: uuid(3), kind: 'acknowledge', dueAt: '2026-11-02T12:02:00.000Z', allowance: 'on a call at once: 2 minutes' } as const;

describe('why a superior was told', () => {
  it('is said with what was missed, when it was due, and the time allowed', () => {
    const rule = packs.of('default@1').data.rules.find(({ obligations }) => obligations.includes('acknowledge'))!.id;
    expect(says({ reason: 'missed', missed: { ...missed, rule, pack: 'default@1' } })).toEqual({
      en: 'Missed: acknowledge, due on 2 Nov, 12:02 UTC (on a call at once: 2 minutes).',
      zh: '逾期：确认收到，应于11月2日 12:02（UTC）前完成（通话中立即受理：2 分钟）。',
    });
  });

  it('is said without a rule where the time itself was promised', () => {
    expect(says({ reason: 'missed', missed: { ...missed, kind: 'keep-promise' } }).en).toBe('Missed: keep promise, due on 2 Nov, 12:02 UTC (a time that was promised).');
  });

  it('is said in the time of whoever reads it', () => {
    expect(says({ reason: 'grave', grave: ['safety', 'vulnerable-customer'] }, 'Asia/Shanghai')).toEqual({
      en: 'It is grave (safety, vulnerable customer), as classified on 2 Nov, 20:00 GMT+8.',
      zh: '11月2日 20:00（GMT+8）定性为严重投诉（安全、弱势客户）。',
    });
  });

  it.each(REASONS_TO_INFORM)('is a sentence in both languages: %s', (one) => {
    const { en, zh } = says({ reason: one });
    expect([en, zh]).toEqual([expect.stringMatching(/^[A-Z].*2 Nov, 12:00 UTC.*\.$|^It is grave/), expect.stringMatching(/11月2日.*。$/)]);
  });
});
