import fc from 'fast-check';
import { Occurrences } from './occurrences.js';

const DAY = 86_400_000;
const NEW_YEAR = Date.parse('2026-01-01T00:00:00Z');
const times = (rule: string, zone = 'UTC') => new Occurrences({ starts: '2026-01-01T08:00', rule, lasts: 'PT8H' }, zone);
const indexAt = (of: Occurrences, instant: string): number | undefined => of.at(Date.parse(instant))?.index;

describe('the times at which a shift comes round', () => {
  it('end where the rule ends: after a count, or by the wall clock of the zone', () => {
    const thrice = times('FREQ=DAILY;COUNT=3');
    expect(['03', '04'].map((day) => indexAt(thrice, `2026-01-${day}T12:00:00Z`))).toEqual([2, undefined]);
    const until = times('FREQ=DAILY;UNTIL=20260103T080000Z', 'America/New_York');
    expect(['03', '04'].map((day) => indexAt(until, `2026-01-${day}T12:00:00-05:00`))).toEqual([2, undefined]);
  });

  it('have been for as long as they say: a shift of 1977 comes round today, and its turns are counted from then', () => {
    const [began, now] = [Date.parse('1977-01-01T08:00:00Z'), Date.parse('2026-11-22T12:00:00Z')];
    const long = (rule: string) => new Occurrences({ starts: '1977-01-01T08:00', rule, lasts: 'PT8H' }, 'UTC');
    expect([long('FREQ=DAILY').at(now)?.index, long('FREQ=DAILY;COUNT=30000').at(now)?.index]).toEqual([Math.floor((now - began) / DAY), Math.floor((now - began) / DAY)]);
    expect(long('FREQ=DAILY').at(now + 20 * 365 * DAY)).toBeDefined();
  });

  it('are ahead until the last of them has ended', () => {
    const thrice = times('FREQ=DAILY;COUNT=3');
    expect(['2025-01-01T00:00:00Z', '2026-01-03T15:59:59Z', '2026-01-03T16:00:00Z'].map((instant) => thrice.isAhead(Date.parse(instant)))).toEqual([true, true, false]);
    expect(times('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29').isAhead(Date.parse('2032-03-01T00:00:00Z'))).toBe(true);
  });

  it('begin when they say and last as long as they say', () => {
    const daily = times('FREQ=DAILY', 'Asia/Shanghai');
    expect(['07:59:59', '08:00:00', '15:59:59', '16:00:00'].map((time) => indexAt(daily, `2026-03-01T${time}+08:00`))).toEqual([undefined, 59, 59, undefined]);
    expect(daily.at(Date.parse('2026-03-01T09:00:00+08:00'))!.until).toBe(Date.parse('2026-03-01T16:00:00+08:00'));
  });

  it('are the later begun where two overlap', () => {
    const overlapping = new Occurrences({ starts: '2026-01-01T08:00', rule: 'FREQ=DAILY', lasts: 'PT36H' }, 'UTC');
    expect(['2026-01-02T07:00:00Z', '2026-01-02T08:00:00Z'].map((instant) => indexAt(overlapping, instant))).toEqual([0, 1]);
  });

  it('are the same however they are asked for, early or late first, near or far', () => {
    const rules = fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,WE,FR', 'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=DAILY;INTERVAL=3;COUNT=200', 'FREQ=DAILY;BYHOUR=6,14,22', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24,25,26');
    const instants = fc.array(fc.integer({ min: -10, max: 1200 * 24 }).map((hours) => NEW_YEAR + hours * 3_600_000), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rules, fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Apia', 'Australia/Lord_Howe'), instants, (rule, zone, asked) => {
        const inOneGo = times(rule, zone);
        inOneGo.at(NEW_YEAR + 1300 * DAY);
        const asNeeded = times(rule, zone);
        expect(asked.map((instant) => asNeeded.at(instant))).toEqual(asked.map((instant) => inOneGo.at(instant)));
      }),
      { numRuns: 60 },
    );
  });
});
