import { widthOf } from './display-width.js';
import { showLines, type Showing } from './show-lines.js';
import type { Complaint, Entry } from './shown-complaint.js';

const complaint: Complaint = {
  id: 'c', reference: '2600000014', status: 'open', round: 1, owner: { unit: 'repairs', staff: null }, receivedBy: 'hotline', channel: 'phone', product: 'W-200',
  category: ['washing machine', 'leak'], severity: 'major', grave: ['safety'], waitingSince: null,
  duties: [
    { kind: 'propose', principle: 6, owedBy: { role: 'agent', unit: 'repairs' }, dueAt: '2026-11-04T12:00:00.000Z', state: 'open' },
    { kind: 'first-answer', principle: 1, owedBy: { role: 'agent', unit: 'repairs' }, dueAt: '2026-11-03T12:00:00.000Z', state: 'missed' },
  ],
};
let count = 0;
const entry = (type: string, data: object, more: Partial<Entry> = {}): Entry => ({
  id: String((count += 1)), type, source: 'intake', stream: type.startsWith('Obligation') ? 'obligations' : 'complaint', round: 1, occurredAt: '2026-11-02T12:00:00.000Z',
  recordedAt: '2026-11-02T12:00:00.000000Z', origin: 'live', actor: type.startsWith('Obligation') ? { id: 'escalation', role: 'system', unit: null } : { id: 'a', role: 'agent', unit: 'hotline' },
  data: data as Entry['data'], sealed: false, ...more,
});
const registered = entry('ComplaintRegistered', {});
const owed = entry('ObligationIncurred', { causedBy: registered.id, obligations: [{ kind: 'acknowledge', principle: 1, dueAt: '2026-11-02T12:02:00.000Z', allowance: '2 minutes on a call' }] });
const told = entry('ComplaintAcknowledged', { how: 'spoken' }, { recordedAt: '2026-11-02T12:00:30.000000Z' });
const settled = entry('ObligationSettled', { kind: 'acknowledge', settledBy: told.id, late: false });
const missed = entry('ObligationMissed', { kind: 'first-answer', dueAt: '2026-11-03T12:00:00.000Z' }, { recordedAt: '2026-11-03T12:00:00.050000Z' });
const informs = entry('ObligationIncurred', { causedBy: missed.id, obligations: [{ kind: 'inform-superior', principle: 2, dueAt: '2026-11-03T12:05:00.000Z', allowance: '5 minutes' }] });
const reopened = entry('ComplaintClassified', { category: ['leak'], severity: 'minor' }, { round: 2, recordedAt: '2026-11-03T13:00:00.000000Z' });
const all = [registered, owed, told, settled, missed, informs, reopened];

const plain: Showing = { language: 'en', width: 120, zone: 'UTC', paint: (_tone, text) => text };
const shown = (showing: Partial<Showing> = {}, entries = all) => showLines(complaint, entries, { ...plain, ...showing });

describe('the story of a complaint', () => {
  it('says where it stands, what happened, what followed from it, and what is owed next', () => {
    expect(shown()).toEqual([
      '2600 000 014 · open · round 1',
      'phone · W-200 · washing machine › leak · major · safety',
      'owner: repairs · Times of UTC',
      '',
      '2 November 2026',
      '12:00:00  agent, hotline         A customer complained; from this instant somebody owes them something.',
      '                                   ○ owed: ① acknowledge by 2 Nov, 12:02 (2 minutes on a call)',
      '12:00:30  agent, hotline         The customer was told that the complaint is taken seriously, and by when they will',
      '                                 hear. [spoken]',
      '                                   ✔ settled: acknowledge',
      '',
      '3 November 2026',
      '12:00:00  Amends                 missed: first answer by 3 Nov, 12:00',
      '                                   ○ owed: ② inform superior by 3 Nov, 12:05 (5 minutes)',
      '── round 2 ──',
      '13:00:00  agent, hotline         What kind of complaint it is, how severe, and whether it is grave. [minor · leak]',
      '',
      'Owed next',
      '  ① first answer · agent, repairs · by 3 Nov, 12:00 · missed',
      '  ⑥ propose · agent, repairs · by 4 Nov, 12:00',
    ]);
  });

  it('is told in Chinese too', () => {
    const lines = shown({ language: 'zh' });
    expect(lines[0]).toBe('2600 000 014 · 处理中 · 第1轮');
    expect(lines.join('\n')).toContain('客户投诉了；从此刻起，我们对客户负有义务。');
    expect(lines.join('\n')).toContain('○ 应做：① 确认收到，11月2日 12:02前');
  });

  it.each(['en', 'zh'] as const)('fits a narrow terminal in %s', (language) => {
    for (const line of shown({ language, width: 70 }).slice(3)) expect([line, widthOf(line) <= 70]).toEqual([line, true]);
  });

  it('marks what was late, missed or done by colour where there are colours', () => {
    const painted: string[] = [];
    shown({ paint: (tone, text) => (painted.push(`${tone} ${text.trim()}`), text) }, [...all, entry('ObligationSettled', { kind: 'first-answer', settledBy: reopened.id, late: true })]);
    expect(painted).toEqual(expect.arrayContaining(['good ✔ settled: acknowledge', 'bad missed: first answer by 3 Nov, 12:00', 'bad ✖ settled late: first answer']));
  });

  it('tells once of a superior who was informed, whatever is owed to them', () => {
    const informed = [['x', 'y'], []].map((obligations) => shown({}, [entry('SuperiorInformed', { escalationId: 'e', level: 1, obligations })]).filter((line) => line.includes('superior')));
    expect(informed).toEqual([[expect.stringContaining('A named superior knows')], [expect.stringContaining('A named superior knows')]]);
  });

  it('has nothing to say of duties when none is left', () => {
    expect(showLines({ ...complaint, duties: [] }, [], plain).at(-1)).toBe('Nothing is owed.');
  });
});
