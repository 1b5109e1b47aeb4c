import { AComplaint, answering, at, LEAD, uuid } from '../testing/a-complaint.js';
import { PackBook } from '../policy/pack-book.js';
import { stepDown } from '../escalation/decide.js';
import { itemOf, type Item } from './item.js';
import { letterOf, MOST_SHOWN } from './letter.js';
import type { Notice } from './notice.js';

const packs = new PackBook();
const saying = { zone: 'UTC', packs };
const reader = { language: 'en', zone: 'Asia/Shanghai', publicUrl: 'https://amends.example.com' } as const;
const grave = { category: ['appliance', 'fire'], severity: 'major', grave: ['safety', 'legal'] };
const notice = (complaint: AComplaint, more: Partial<Notice> = {}): Notice => ({
  id: uuid(1), kind: 'informed', person: LEAD, complaint: uuid(1000), about: complaint.page.soFar.informed[0]?.escalationId ?? '', because: null, grave: false, caughtUp: false, ...more,
});
const item = (complaint: AComplaint, more: Partial<Notice> = {}): Item | undefined => itemOf(notice(complaint, more), complaint.page, saying);
const escalated = (): AComplaint => AComplaint.registered({ reference: '2600000014' }).clock(3).says(4, 'ComplaintClassified', grave);

describe('a letter to a superior', () => {
  it('says which complaint, as which level, every reason, what is owed by when, and where to open it', () => {
    const { subject, lines, items } = letterOf([item(escalated())!], reader);
    expect(subject).toBe('Grave: complaint 2600000014 needs you (level 1)');
    expect(lines[0]).toBe('Complaint 2600000014 is with you as level 1.');
    expect(lines[1]).toMatch(/^Missed: acknowledge, due on .*It is grave \(safety, legal\)/);
    expect(lines[2]).toMatch(/^Owed to the customer next: .+ by .+GMT\+8/);
    expect(lines.at(-1)).toBe(`Open it: https://amends.example.com/complaints/${uuid(1000)}`);
    expect(items).toMatchObject([{ kind: 'informed', reference: '2600000014', level: 1, grave: ['safety', 'legal'], reasons: [{ reason: 'missed' }, { reason: 'grave' }] }]);
  });

  it('says as owed to the customer what agents owe, and not what the superior does', () => {
    const done = AComplaint.registered({ reference: '2600000014' });
    for (const type of ['ComplaintAcknowledged', 'StatementRecorded', 'ReadBackConfirmed']) done.says(1, type);
    const { owed, acknowledgeBy } = item(done.says(2, 'ContactTurnedHostile'))!;
    expect(acknowledgeBy).not.toBeNull();
    expect(owed.map(({ kind }) => kind)).toEqual(['first-answer', 'find-cause', 'keep-informed']);
  });

  it('says it in Chinese to who reads Chinese', () => {
    const { subject, lines } = letterOf([item(escalated())!], { ...reader, language: 'zh' });
    expect(subject).toBe('严重：投诉2600000014需要您过问（第1级）');
    expect(lines[1]).toMatch(/逾期：.*严重投诉（安全、法律）/);
  });

  it('has no link where nobody said where the console is', () => {
    const { lines, items } = letterOf([item(escalated())!], { ...reader, publicUrl: undefined });
    expect([lines.some((line) => line.includes('http')), items[0]!.link]).toEqual([false, null]);
  });

  it('says that they are needed no more, and why', () => {
    expect(letterOf([item(escalated(), { kind: 'lifted', because: 'retracted' })!], reader).lines[0]).toBe('Complaint 2600000014 needs you no more: what was said to be missed was done in time.');
  });
});

describe('what is over by the time of the letter', () => {
  it('is left out: an escalation that was lifted, what was done, a complaint that has ended', () => {
    const lifted = escalated();
    const about = lifted.page.soFar.informed[0]!.escalationId;
    lifted.decides(5, stepDown({ escalationId: about, by: answering(LEAD, lifted) }, lifted.page));
    const near = escalated();
    const owed = near.owed('first-answer')!.id;
    expect(item(near, { kind: 'nearing', about: owed })).toMatchObject({ owed: [{ kind: 'first-answer' }] });
    near.says(5, 'MessageSent', { kind: 'answer' });
    expect([item(lifted, { about }), item(near, { kind: 'nearing', about: owed }), item(escalated().says(5, 'ComplaintWithdrawn'))]).toEqual([undefined, undefined, undefined]);
  });
});

describe('a digest', () => {
  const any = item(escalated())!;
  const due = (n: number, dueAt: string | null): Item => ({ ...any, complaint: uuid(n), reference: String(n), dueAt });

  it('has the nearest duty first, and what is owed no more last', () => {
    const { subject, items, isDigest } = letterOf([due(1, null), due(2, at(60)), due(3, at(5))], reader);
    expect([subject, items.map(({ reference }) => reference), isDigest]).toEqual(['3 things to know of complaints', ['3', '2', '1'], true]);
  });

  it('shows fifty and counts the others', () => {
    const { items, more, lines } = letterOf(Array.from({ length: 10_000 }, (_, n) => due(n, at(n))), reader);
    expect([items.length, more, lines.at(-1)]).toEqual([MOST_SHOWN, 9950, 'And 9950 more: your inbox shows them all.']);
  });
});
