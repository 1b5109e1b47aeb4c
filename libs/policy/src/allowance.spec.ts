import { OBLIGATION_KINDS } from '@amends/contracts';
import { allowanceFor, dueAt, nearingAt } from './allowance.js';
import { PLAIN_ALLOWANCES, type Occasion } from './plain-allowances.js';

const anybody: Occasion = { channel: 'phone', severity: null, tier: null, resolvedBy: null };
const HOUR = 3600;
const DAY = 24 * HOUR;

describe('the default pack', () => {
  it.each([...OBLIGATION_KINDS])('allows some time for %s, and ends with a rule for everybody else', (kind) => {
    const rules = PLAIN_ALLOWANCES[kind];
    expect(rules.every(({ seconds, says }) => seconds > 0 && says.length > 0)).toBe(true);
    expect(rules.filter(({ when }) => when === undefined)).toEqual([rules.at(-1)]);
  });

  it.each<[string, (typeof OBLIGATION_KINDS)[number], Partial<Occasion>, number]>([
    ['acknowledges at once while the customer is on the line', 'acknowledge', { channel: 'phone' }, 120],
    ['acknowledges at once in a chat', 'acknowledge', { channel: 'chat' }, 120],
    ['acknowledges a letter within the hour', 'acknowledge', { channel: 'letter' }, HOUR],
    ['answers first within a day', 'first-answer', {}, DAY],
    ['answers a key account sooner', 'first-answer', { tier: 'key-account' }, 4 * HOUR],
    ['puts a complaint right in five days', 'resolve', { severity: 'minor' }, 5 * DAY],
    ['puts a major one right in two', 'resolve', { severity: 'major' }, 2 * DAY],
    ['tells a superior within five minutes', 'inform-superior', {}, 300],
    ['lets a superior take half an hour to see it', 'acknowledge-escalation', {}, 1800],
    ['reads back in the same contact', 'read-back', {}, 900],
    ['calls two hours after advice', 'call', { resolvedBy: 'advice' }, 2 * HOUR],
    ['calls three hours after an uncertain repair', 'call', { resolvedBy: 'uncertain-repair' }, 3 * HOUR],
    ['calls within a day otherwise', 'call', { resolvedBy: 'refund' }, DAY],
    ['waits seven days for the customer to be satisfied', 'confirm', {}, 7 * DAY],
  ])('%s', (_sentence, kind, circumstances, seconds) => {
    expect(allowanceFor(kind, { ...anybody, ...circumstances })).toMatchObject({ seconds, packVersion: 'default@1' });
  });
});

describe('an allowance', () => {
  it('is used up at the first instant by which its time is over', () => {
    expect(dueAt('2026-12-31T23:59:00.000Z', { seconds: 120 })).toBe('2027-01-01T00:01:00.000Z');
  });

  it('comes near when four fifths of it are used', () => {
    expect(nearingAt('2026-11-02T12:00:00.000Z', '2026-11-02T13:00:00.000Z')).toBe('2026-11-02T12:48:00.000Z');
  });

  it('is near at once when it was over before it began', () => {
    expect(nearingAt('2026-11-02T12:00:00.000Z', '2026-11-02T11:00:00.000Z')).toBe('2026-11-02T12:00:00.000Z');
  });
});
