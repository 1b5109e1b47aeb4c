import { earlier, later, micros } from './instants.js';

describe('an instant', () => {
  it.each([
    ['2026-11-02T12:00:00.000Z', '2026-11-02T12:00:00.000000Z'],
    ['2026-11-02T12:00:00.123456Z', '2026-11-02T12:00:00.123456Z'],
    ['2026-11-02T12:00:00Z', '2026-11-02T12:00:00.000000Z'],
    ['2026-11-02T12:00:00.5Z', '2026-11-02T12:00:00.500000Z'],
    ['2026-11-02T14:00:00+02:00', '2026-11-02T12:00:00.000000Z'],
  ])('%s is compared as %s', (said, compared) => {
    expect(micros(said)).toBe(compared);
  });

  it('that is missing is neither later nor earlier', () => {
    expect([later(null, 'a'), earlier(null, 'a'), later('b', 'a'), earlier('b', 'a')]).toEqual(['a', 'a', 'b', 'a']);
  });
});
