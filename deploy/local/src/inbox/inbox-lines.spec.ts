import type { EntryAnswer } from '@amends/escalation';
import { widthOf } from '../show/display-width.js';
import { entryLines, inboxLines, type InboxShowing } from './inbox-lines.js';
import { spanIn } from './inbox-words.js';

const NOW = Date.parse('2026-11-02T12:14:00.000Z');
const showing: InboxShowing = { language: 'en', width: 110, zone: 'UTC', paint: (_tone, text) => text, names: new Map([['00000000-0000-4000-8000-000000000007', 'Hanna Hotlinelead']]), now: NOW };
const ID = '0192a3b4-0000-7000-8000-000000000001';
const late: EntryAnswer = {
  complaint: ID, reference: '2600000014', customerId: null, of: 'mine', status: 'open', round: 1, severity: 'major', grave: ['safety'], tier: 'gold', owner: null, receivedBy: 'hotline', level: 2,
  since: '2026-11-02T12:02:00.000Z', acknowledged: false,
  told: [
    { escalationId: ID, level: 1, person: '00000000-0000-4000-8000-000000000007', rota: null, chosen: 'post', since: '2026-11-02T12:02:00.000Z', acknowledged: { by: 'x', at: '2026-11-02T12:03:00.000Z' }, acknowledgeBy: null, overdue: false, may: [] },
    { escalationId: ID, level: 2, person: '00000000-0000-4000-8000-000000000011', rota: 'nights', chosen: 'rota', since: '2026-11-02T12:10:00.000Z', acknowledged: null, acknowledgeBy: '2026-11-02T12:40:00.000Z', overdue: false, may: [] },
  ],
  reasons: [
    { reason: 'missed', escalationId: ID, because: { eventId: ID, type: 'ObligationMissed', at: '2026-11-02T12:02:00.000Z' }, round: 1, grave: [], missed: null, say: { en: 'Missed: acknowledge.', zh: '逾期：确认收到。' } },
    { reason: 'grave', escalationId: ID, because: { eventId: ID, type: 'ComplaintClassified', at: '2026-11-02T12:10:00.000Z' }, round: 1, grave: ['safety'], missed: null, say: { en: 'It is grave (safety).', zh: '严重投诉（安全）。' } },
  ],
  advice: [], takenOver: null,
  owed: [{ obligationId: ID, kind: 'acknowledge', name: { en: 'acknowledge', zh: '确认收到' }, principle: 1, owedBy: 'agent', state: 'missed', paused: false, dueAt: '2026-11-02T12:02:00.000Z', overdue: true }],
  dueAt: '2026-11-02T12:02:00.000Z', overdue: true, may: ['advise'],
};
const soon: EntryAnswer = { ...late, reference: '2600000022', severity: 'minor', grave: [], tier: 'standard', owner: { unit: 'repairs', staff: null }, level: 1, dueAt: '2026-11-02T13:30:00.000Z', overdue: false, told: late.told.slice(0, 1), reasons: late.reasons.slice(1), owed: [] };
const counts = { entries: 2, mine: 2, unacknowledged: 1, overdue: 1, byReason: [], byLevel: [] };

describe("a supervisor's inbox on a terminal", () => {
  it('shows each complaint in a line, the reasons beneath, and who has seen it', () => {
    expect(inboxLines([late, soon], counts, showing)).toEqual([
      '2 complaints · 2 told to you · 1 overdue · 1 not seen yet · times of UTC',
      '',
      '✖ 12 min late    2600 000 014  major, safety, gold  ① acknowledge  nobody yet  level 2',
      '  ↑ Missed: acknowledge.',
      '  ↑ It is grave (safety).',
      '    level 1 Hanna Hotlinelead has seen it · level 2 nights …11 has to see it by 2 Nov, 12:40',
      '',
      '○ in 1 h 16 min  2600 000 022  minor                               repairs     level 1',
      '  ↑ It is grave (safety).',
      '    level 1 Hanna Hotlinelead has seen it',
    ]);
  });

  it('is told in Chinese too, in columns as wide as they look', () => {
    const lines = inboxLines([late, soon], counts, { ...showing, language: 'zh' });
    expect(lines.join('\n')).toContain('逾期12分钟');
    expect(lines.join('\n')).toContain('  ↑ 逾期：确认收到。');
    const columns = lines.filter((line) => /^[✖○]/.test(line)).map((line) => widthOf(line.slice(0, line.indexOf('2600'))));
    expect(new Set(columns).size).toBe(1);
  });

  it('says that nothing is before them', () => {
    expect(inboxLines([], { ...counts, entries: 0, mine: 0, overdue: 0, unacknowledged: 0 }, showing).at(-1)).toBe('Nothing is before you.');
  });

  it('says who has not seen it in time', () => {
    const told = [{ ...late.told[1]!, overdue: true }];
    expect(entryLines({ ...late, told }, showing).at(-1)).toBe('    level 2 nights …11 had to see it by 2 Nov, 12:40');
  });

  it.each([[0, '0 min'], [59_000, '1 min'], [3_600_000, '1 h'], [4_560_000, '1 h 16 min'], [90_000_000, '1 d 1 h'], [-60_000, '1 min']])('says %i ms as %s', (ms, text) => {
    expect(spanIn('en', ms)).toBe(text);
  });
});
