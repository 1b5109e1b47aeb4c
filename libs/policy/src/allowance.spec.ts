import { allowanceFor, dueAt } from './allowance.js';

describe('the allowance for acknowledging', () => {
  it.each([['phone', 120], ['chat', 120], ['e-mail', 3600], ['shop', 3600], ['web', 3600]])('by %s is %i seconds', (channel, seconds) => {
    expect(allowanceFor('acknowledge', { channel }).seconds).toBe(seconds);
  });

  it('is used up at the first instant by which its time is over', () => {
    expect(dueAt('2026-12-31T23:59:00.000Z', allowanceFor('acknowledge', { channel: 'phone' }))).toBe('2027-01-01T00:01:00.000Z');
  });
});
