import { array, assert, boolean, integer, property, record } from 'fast-check';
import { derivedId } from '@amends/eventing';
import type { Waiting } from './notice.js';
import { MOST_AT_ONCE, planOf } from './plan.js';
import { DAYS, USUAL, type Preferences } from './preferences.js';
import { goingBy } from './when-to-go.js';

const NOON = Date.UTC(2026, 10, 2, 12);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const notice = (n: number, notedAt: number, more: Partial<Waiting> = {}): Waiting => ({
  id: derivedId('n', String(n)), kind: 'informed', person: 'p', complaint: `c${n}`, about: `e${n}`, because: null, grave: false, caughtUp: false, notedAt, ...more,
});
const many = (count: number, notedAt: number, more: Partial<Waiting> = {}): Waiting[] => Array.from({ length: count }, (_, n) => notice(n, notedAt, more));
const night: Preferences = { ...USUAL, quiet: [{ days: DAYS, from: '11:00', to: '13:00' }] };
const sizes = (waiting: readonly Waiting[], preferences: Preferences, now: number, toldLately = 0) => {
  const { letters, lookAt } = planOf(waiting, preferences, { now, toldLately });
  return [letters.map(({ length }) => length), lookAt === undefined ? undefined : (lookAt - NOON) / SECOND];
};

describe('what goes to a person', () => {
  it('goes one by one, at once, while it is little', () => {
    expect(sizes(many(3, NOON), USUAL, NOON)).toEqual([[1, 1, 1], undefined]);
  });

  it('is one digest when it is more than five at once', () => {
    expect(sizes(many(MOST_AT_ONCE, NOON), USUAL, NOON)).toEqual([[1, 1, 1, 1, 1], undefined]);
    expect(sizes(many(10, NOON), USUAL, NOON)).toEqual([[10], undefined]);
  });

  it('waits for the end of the minute when five were told in it already, and then goes together; a grave one does not wait', () => {
    expect(sizes(many(2, NOON), USUAL, NOON, 5)).toEqual([[], 60]);
    expect(sizes(many(2, NOON), USUAL, NOON + MINUTE, 0)).toEqual([[2], undefined]);
    expect(sizes([notice(1, NOON), notice(2, NOON, { grave: true })], USUAL, NOON, 5)).toEqual([[1], 60]);
  });

  it('waits for the end of quiet hours and goes as one digest then', () => {
    expect(sizes(many(3, NOON), night, NOON)).toEqual([[], 3600]);
    expect(sizes(many(3, NOON), night, NOON + 60 * MINUTE)).toEqual([[3], undefined]);
  });

  it('pierces quiet hours when it is grave, only if the person allows it', () => {
    const grave = [notice(1, NOON), notice(2, NOON, { grave: true })];
    expect(planOf(grave, night, { now: NOON, toldLately: 0 }).letters).toEqual([[grave[1]]]);
    expect(sizes(grave, { ...night, graveAtOnce: false }, NOON)).toEqual([[], 3600]);
  });

  it('is one digest of all that a clock struck while it caught up, however it trickles in', () => {
    const struck = Array.from({ length: 40 }, (_, n) => notice(n, NOON + n * SECOND, { caughtUp: true, grave: n % 2 === 0 }));
    expect(sizes(struck, USUAL, NOON + 40 * SECOND)).toEqual([[], 49]);
    expect(sizes(struck, USUAL, NOON + 49 * SECOND)).toEqual([[40], undefined]);
  });

  it('does not wait for a clock that catches up for longer than five minutes', () => {
    const struck = Array.from({ length: 100 }, (_, n) => notice(n, NOON + n * 5 * SECOND, { caughtUp: true }));
    expect(sizes(struck, USUAL, NOON + 299 * SECOND)).toEqual([[], 300]);
    expect(sizes(struck.slice(0, 61), USUAL, NOON + 300 * SECOND)).toEqual([[61], undefined]);
  });

  it('waits for the turn of a digest', () => {
    const every: Preferences = { ...USUAL, rhythm: { how: 'every', minutes: 30 } };
    expect(sizes(many(2, NOON + SECOND), every, NOON + SECOND)).toEqual([[], 1800]);
    expect(sizes(many(2, NOON + SECOND), every, NOON + 1800 * SECOND)).toEqual([[2], undefined]);
  });
});

describe('whatever waits, and whenever it is looked at', () => {
  const waiting = array(record({ notedAt: integer({ min: 0, max: 7200 }), grave: boolean(), caughtUp: boolean() }), { maxLength: 30 }).map((all) =>
    [...all].sort((a, b) => a.notedAt - b.notedAt).map((one, n) => notice(n, NOON + one.notedAt * SECOND, one && { grave: one.grave, caughtUp: one.caughtUp })));

  it('nothing is lost: by looking again as often as it says, each goes exactly once, within the hours that are not quiet unless it pierces them', () => {
    assert(property(waiting, boolean(), (all, quiet) => {
      const preferences = quiet ? night : USUAL;
      const went: Waiting[] = [];
      let left = all;
      for (let now = Math.max(NOON, ...all.map(({ notedAt }) => notedAt)), looks = 0; left.length > 0; looks++) {
        const { letters, lookAt } = planOf(left, preferences, { now, toldLately: 0 });
        const going = letters.flat();
        for (const one of going) if (!one.grave) expect(goingBy(preferences)(now)).toBe(now);
        went.push(...going);
        left = left.filter((one) => !going.includes(one));
        expect(lookAt === undefined).toBe(left.length === 0);
        if (lookAt !== undefined) expect(lookAt).toBeGreaterThan(now);
        now = lookAt ?? now;
        expect(looks).toBeLessThan(50);
      }
      expect(new Set(went).size).toBe(all.length);
    }), { numRuns: 200 });
  });

  it('what goes together is in the order in which it was noted', () => {
    assert(property(waiting, integer({ min: 0, max: 14_400 }), (all, later) => {
      for (const letter of planOf(all, night, { now: NOON + later * SECOND, toldLately: 0 }).letters) {
        expect(letter).toEqual([...letter].sort((a, b) => a.notedAt - b.notedAt));
      }
    }), { numRuns: 200 });
  });
});
