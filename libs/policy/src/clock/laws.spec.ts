import fc from 'fast-check';
import { afterBusiness, businessWithin } from '../calendar/business-time.js';
import { Calendar } from '../calendar/calendar.js';
import type { Period } from '../calendar/calendar-data.js';
import { office } from '../testing/calendars.js';
import { UNITS, type Amount } from './amount.js';
import { dueOf, type Course } from './course.js';
import { segmentsOf, timeByClass } from './segments.js';

const HOUR = 3_600_000;
/** Half and quarter hour offsets, both hemispheres' summer times, a date line jump, and a two-hour night. */
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'Asia/Shanghai', 'America/Sao_Paulo'];
const time = (minutes: number): string => (minutes === 1440 ? '24:00' : `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);

const periods: fc.Arbitrary<readonly Period[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 0, maxLength: 6 })
  .map((quarters) => quarters.sort((a, b) => a - b))
  .map((quarters) => quarters.flatMap((from, index) => (index % 2 === 0 && quarters[index + 1] !== undefined ? [{ from: time(from * 15), to: time(quarters[index + 1]! * 15) }] : [])));

const calendars: fc.Arbitrary<Calendar> = fc
  .record({ zone: fc.constantFrom(...ZONES), days: fc.array(periods, { minLength: 7, maxLength: 7 }), holidays: fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { maxLength: 4 }) })
  .map(({ zone, days, holidays }) =>
    office(zone, {
      // Somebody works on Tuesdays, or nothing would ever be due.
      week: Object.fromEntries(days.map((day, index) => [index + 1, index === 1 && day.length === 0 ? [{ from: '09:00', to: '12:30' }] : day])),
      holidays: holidays.map((day) => ({ date: `2026-03-${String(day).padStart(2, '0')}`, name: 'holiday', periods: [] })),
    }),
  );
const instants = fc.integer({ min: Date.UTC(2026, 1, 1), max: Date.UTC(2026, 11, 1) });
const amounts: fc.Arbitrary<Amount> = fc.record({
  count: fc.integer({ min: 1, max: 12 }), unit: fc.constantFrom(...UNITS), toCloseOfDay: fc.boolean(), receiptExcluded: fc.boolean(),
});
const courses: fc.Arbitrary<Course> = fc
  .record({ startedAt: instants, amount: amounts, calendar: calendars, gaps: fc.array(fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 60 })), { maxLength: 4 }) })
  .map(({ gaps, ...course }) => ({ ...course, pauses: gaps.map(([after, long]) => ({ from: course.startedAt + after * HOUR, to: course.startedAt + (after + long) * HOUR })) }));

describe('the laws of the clock', () => {
  it('business and paused and off time are the wall time', () => {
    fc.assert(
      fc.property(courses, fc.integer({ min: 0, max: 1000 }), (course, hours) => {
        const { off, paused, used } = timeByClass(course, course.startedAt + hours * HOUR);
        expect(off + paused + used).toBe(hours * HOUR);
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
      fc.property(calendars, instants, fc.integer({ min: 0, max: 100 * HOUR }), (calendar, start, milliseconds) => {
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
      fc.property(courses, fc.integer({ min: 1, max: 50 }), (course, hours) => {
        const timed: Course = { ...course, amount: { count: hours, unit: 'business-hours' } };
        expect(timeByClass(timed, dueOf(timed)!).used).toBe(hours * HOUR);
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

  it('a start within the same class of instants keeps its order', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 200 * 60 }), fc.integer({ min: 1, max: 12 }), (calendar, start, minutes, count) => {
        for (const unit of ['hours', 'business-hours', 'calendar-days'] as const) {
          const first = dueOf({ startedAt: start, amount: { count, unit }, calendar })!;
          expect(dueOf({ startedAt: start + minutes * 60_000, amount: { count, unit }, calendar })).toBeGreaterThanOrEqual(first - (unit === 'calendar-days' ? 2 * HOUR : 0));
        }
      }),
    );
  });

  it('a business amount is due inside of hours, or at their end', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 40 }), fc.constantFrom('business-hours' as const, 'business-days' as const), (calendar, startedAt, count, unit) => {
        const due = dueOf({ startedAt, amount: { count, unit }, calendar })!;
        expect(calendar.dayOf(due - 1).open.some(([from, to]) => from < due && due <= to)).toBe(true);
      }),
    );
  });
});
