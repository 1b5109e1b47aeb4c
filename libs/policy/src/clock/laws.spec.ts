import fc from 'fast-check';
import { afterBusiness, businessWithin } from '../calendar/business-time.js';
import { Calendar } from '../calendar/calendar.js';
import type { Period } from '../calendar/calendar-data.js';
import { office } from '../testing/calendars.js';
import { UNITS, type Amount } from './amount.js';
import { afterUsing, dueOf, usedUntil, type Course } from './course.js';
import { segmentsOf, timeByClass } from './segments.js';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
/** Zones of one offset all year, a quarter of an hour among them. */
const STEADY = ['UTC', 'Asia/Kathmandu', 'Asia/Shanghai'];
/** Both hemispheres' summer times, one of half an hour, two that begin at midnight, and a date line jump. */
const ZONES = [...STEADY, 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Havana', 'America/Sao_Paulo', 'Pacific/Apia'];
const time = (minutes: number): string => (minutes === 1440 ? '24:00' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);

const periods: fc.Arbitrary<readonly Period[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
  .map((quarters) => quarters.sort((a, b) => a - b))
  .map((quarters) => quarters.flatMap((from, index) => (index % 2 === 0 && quarters[index + 1] !== undefined ? [{ from: time(from * 15), to: time(quarters[index + 1]! * 15) }] : [])));

const calendarsIn = (zones: readonly string[]): fc.Arbitrary<Calendar> =>
  fc.record({ zone: fc.constantFrom(...zones), days: fc.array(periods, { minLength: 7, maxLength: 7 }), holidays: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 4 }) })
  .map(({ zone, days, holidays }) =>
    office(zone, {
      // Somebody works on Tuesdays, or nothing would ever be due.
      week: Object.fromEntries(days.map((day, index) => [index + 1, index === 1 && day.length === 0 ? [{ from: '09:00', to: '12:30' }] : day])),
      holidays: holidays.map((day) => ({ date: `2026-03-${String(day).padStart(2, '0')}`, name: 'holiday', periods: [] })),
    }),
  );
const calendars = calendarsIn(ZONES);

/** When dates begin on which the clocks of a zone change: Apia's over the date line in the first year, everybody's in the second. */
const changesOfClocks = new Map(ZONES.map((zone) => {
  const dates = [Date.UTC(2011, 11, 1), Date.UTC(2026, 0, 1)].flatMap((from) => Array.from({ length: 366 }, (_, day) => office(zone).day(from / 86_400_000 + day)));
  return [zone, dates.filter(({ begins, ends }) => ends - begins !== 24 * HOUR).map(({ begins }) => begins)] as const;
}));

/** A calendar with an instant, every other one around a change of its clocks. */
const placed = (of: fc.Arbitrary<Calendar> = calendars): fc.Arbitrary<{ calendar: Calendar; start: number }> =>
  fc.tuple(of, fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2026, 11, 1) }), fc.nat(7), fc.integer({ min: -120, max: 96 })).map(([calendar, anywhere, which, quarters]) => {
    const near = changesOfClocks.get(calendar.zone)![which];
    return { calendar, start: near === undefined ? anywhere : near + quarters * QUARTER };
  });
const amounts: fc.Arbitrary<Amount> = fc.record({
  count: fc.integer({ min: 1, max: 12 }), unit: fc.constantFrom(...UNITS), toCloseOfDay: fc.boolean(), receiptExcluded: fc.boolean(),
});
/** Amounts of time, of which it can be said to the millisecond how much is used. */
const times: fc.Arbitrary<Amount> = fc.record({ count: fc.integer({ min: 1, max: 50 }), unit: fc.constantFrom('hours' as const, 'business-hours' as const), receiptExcluded: fc.boolean() });
const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 })), { maxLength: 4 });
const courses: fc.Arbitrary<Course> = fc.record({ at: placed(), amount: amounts, gaps }).map(({ at: { calendar, start }, amount, gaps: stood }) => ({
  startedAt: start, amount, calendar, pauses: stood.map(([after, long]) => ({ from: start + after * HOUR, to: start + (after + long) * HOUR })),
}));
/** Courses whose rule changed to another amount by another calendar, once or several times. */
const changed = (of: fc.Arbitrary<Amount>): fc.Arbitrary<Course> =>
  fc.record({ course: courses, first: of, changes: fc.array(fc.record({ hours: fc.integer({ min: 0, max: 150 }), amount: of, calendar: calendars }), { minLength: 1, maxLength: 3 }) }).map(({ course, first, changes }) => ({
    ...course, amount: first, changes: changes.map(({ hours, ...rule }) => ({ ...rule, at: course.startedAt + hours * HOUR })).sort((a, b) => a.at - b.at),
  }));

describe('the laws of the clock', () => {
  it('what is open on a date is in order, apart, and on that date, also where the clocks change', () => {
    fc.assert(
      fc.property(placed(), ({ calendar, start }) => {
        const { open, begins, ends } = calendar.dayOf(start);
        const edges = open.flat();
        expect(edges).toEqual([...new Set(edges)].sort((a, b) => a - b));
        for (const edge of edges) expect(begins <= edge && edge <= ends).toBe(true);
      }),
    );
  });

  it('business and paused and off time are the wall time', () => {
    fc.assert(
      fc.property(fc.oneof(courses, changed(amounts)), fc.integer({ min: 0, max: 1000 }), (course, hours) => {
        const { off, paused, used } = timeByClass(course, course.startedAt + hours * HOUR);
        expect(off + paused + used).toBe(hours * HOUR);
        expect(usedUntil(course, course.startedAt + hours * HOUR)).toBe(used);
      }),
    );
  });

  it('every instant has one class: stretches follow each other without gaps', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const segments = segmentsOf(course, course.startedAt + 400 * HOUR);
        for (const [index, { from }] of segments.entries()) expect(from).toBe(index === 0 ? course.startedAt : segments[index - 1]!.to);
      }),
    );
  });

  it('adding business time and measuring it is the identity', () => {
    fc.assert(
      fc.property(placed(), fc.integer({ min: 0, max: 100 * HOUR }), ({ calendar, start }, milliseconds) => {
        expect(businessWithin(calendar, [start, afterBusiness(calendar, start, milliseconds)])).toBe(milliseconds);
      }),
    );
  });

  it('under UTC everything is due when it is in a zone of another name that never changes its clocks', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const [utc, greenwich] = ['UTC', 'Etc/GMT'].map((zone) => dueOf({ ...course, calendar: new Calendar({ ...course.calendar.data, zone }) }));
        expect(utc).toBe(greenwich);
      }),
    );
  });

  it('what is allowed is what was used when it is due', () => {
    fc.assert(
      fc.property(courses, times, (course, amount) => {
        const timed: Course = { ...course, amount };
        expect(timeByClass(timed, dueOf(timed)!).used).toBe(amount.count * HOUR);
      }),
    );
  });

  it('what the last rule allows is what was used when it is due, unless more was used when it came', () => {
    fc.assert(
      fc.property(changed(times), (course) => {
        const { amount, at } = course.changes!.at(-1)!;
        const due = dueOf(course)!;
        const usedByThen = timeByClass(course, Math.max(at, course.startedAt)).used;
        expect(timeByClass(course, due).used).toBe(Math.max(amount.count * HOUR, usedByThen));
        if (usedByThen > amount.count * HOUR) expect(due).toBe(at);
      }),
      { numRuns: 300 },
    );
  });

  it('a share of the time is used when it is said to be, whatever stood still or changed', () => {
    fc.assert(
      fc.property(fc.oneof(courses, changed(amounts)), fc.double({ min: 0, max: 1, noNaN: true }), (course, share) => {
        const used = Math.floor(usedUntil(course, dueOf(course)!) * share);
        const at = afterUsing(course, used);
        expect(at).toBeLessThanOrEqual(dueOf(course)!);
        expect(usedUntil(course, at)).toBe(used);
      }),
    );
  });

  it('of more time until an instant as much is used, whatever stood still after it was allowed', () => {
    fc.assert(
      fc.property(courses, fc.integer({ min: 1, max: 300 }), gaps, (course, hours, later) => {
        const until = dueOf(course)! + hours * HOUR;
        const pauses = later.map(([after, long]) => ({ from: until - (after + 1) * HOUR, to: until + (long - after) * HOUR })).filter(({ from }) => from >= course.startedAt);
        const more = { ...course, pauses: [] };
        const extended = { ...more, pauses, extendedTo: { until, pauses } };
        expect(usedUntil(extended, dueOf(extended)!)).toBe(usedUntil(more, until));
      }),
    );
  });

  it('more time, a later start or a longer pause is never due earlier', () => {
    fc.assert(
      fc.property(courses, fc.integer({ min: 0, max: 72 }), (course, hours) => {
        const due = dueOf(course)!;
        expect(due).toBeGreaterThanOrEqual(course.startedAt);
        expect(dueOf({ ...course, amount: { ...course.amount, count: course.amount.count + 1 } })).toBeGreaterThanOrEqual(due);
        expect(dueOf({ ...course, pauses: course.pauses!.map(({ from, to }) => ({ from, to: to! + hours * HOUR })) })).toBeGreaterThanOrEqual(due);
      }),
    );
  });

  it('a change to the same rule, before the time is used, changes nothing', () => {
    fc.assert(
      fc.property(courses, fc.double({ min: 0, max: 0.99, noNaN: true }), (course, share) => {
        const { startedAt, amount, calendar } = course;
        const used = dueOf({ startedAt, amount, calendar })!;
        const at = Math.floor(startedAt + (used - startedAt) * share);
        expect(dueOf({ ...course, changes: [{ at, amount, calendar }] })).toBe(dueOf(course));
      }),
    );
  });

  it('a change of the rule is never due before it was made, and two at one instant are as the last', () => {
    fc.assert(
      fc.property(courses, amounts, amounts, fc.integer({ min: 0, max: 300 }), (course, first, second, hours) => {
        const at = course.startedAt + hours * HOUR;
        const changed = (...all: Amount[]) => dueOf({ ...course, changes: all.map((amount) => ({ at, amount, calendar: course.calendar })) })!;
        expect(changed(first)).toBeGreaterThanOrEqual(at);
        expect(changed(first, second)).toBe(changed(second));
      }),
    );
  });

  it('whoever comes later is never due earlier', () => {
    fc.assert(
      fc.property(placed(), fc.integer({ min: 0, max: 200 * 60 }), fc.integer({ min: 1, max: 12 }), ({ calendar, start }, minutes, count) => {
        for (const unit of ['hours', 'business-hours', 'calendar-days'] as const) {
          const first = dueOf({ startedAt: start, amount: { count, unit }, calendar })!;
          expect(dueOf({ startedAt: start + minutes * 60_000, amount: { count, unit }, calendar })).toBeGreaterThanOrEqual(first - (unit === 'calendar-days' ? 2 * HOUR : 0));
        }
      }),
    );
  });

  it('nor is it in any unit but months, whose ends are clamped, where clocks never change, so that no reading is skipped', () => {
    fc.assert(
      fc.property(placed(calendarsIn(STEADY)), fc.integer({ min: 1, max: 24 * 60 }), amounts.filter(({ unit }) => unit !== 'calendar-months'), ({ calendar, start }, minutes, amount) => {
        expect(dueOf({ startedAt: start + minutes * 60_000, amount, calendar })).toBeGreaterThanOrEqual(dueOf({ startedAt: start, amount, calendar })!);
      }),
      { numRuns: 300 },
    );
  });

  it('business time is used inside of hours or at their end, and business days at their beginning, too', () => {
    fc.assert(
      fc.property(placed(), fc.integer({ min: 1, max: 40 }), ({ calendar, start: startedAt }, count) => {
        const open = (due: number) => [due - 1, due].flatMap((at) => calendar.dayOf(at).open);
        const [time, days] = (['business-hours', 'business-days'] as const).map((unit) => dueOf({ startedAt, amount: { count, unit }, calendar })!) as [number, number];
        expect(open(time).some(([from, to]) => from < time && time <= to)).toBe(true);
        expect(open(days).some(([from, to]) => from <= days && days <= to)).toBe(true);
      }),
    );
  });
});
