import { assert, array, constantFrom, integer, property, record, subarray, type Arbitrary } from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { DAYS, LEAST_OPEN_MINUTES, openMinutes, type Preferences, type QuietSpan, type Rhythm } from './preferences.js';
import { goingBy, QuietHours } from './when-to-go.js';

const at = (text: string, zone = 'UTC'): number => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
const night: QuietSpan = { days: DAYS, from: '22:00', to: '07:00' };
const weekend: QuietSpan = { days: ['saturday', 'sunday'], from: '00:00', to: '00:00' };
const goesAt = (notedAt: number, preferences: Pick<Preferences, 'rhythm' | 'quiet' | 'zone'>): number => goingBy(preferences)(notedAt);
const once: Rhythm = { how: 'at-once' };

describe('when a notice goes', () => {
  it('is at once when nothing is quiet', () => {
    expect(goesAt(at('2026-11-02T03:00'), { rhythm: once, quiet: [], zone: 'UTC' })).toBe(at('2026-11-02T03:00'));
  });

  it.each([
    ['2026-11-02T21:59:59', '2026-11-02T21:59:59'],
    ['2026-11-02T22:00:00', '2026-11-03T07:00:00'],
    ['2026-11-03T06:59:59', '2026-11-03T07:00:00'],
    ['2026-11-03T07:00:00', '2026-11-03T07:00:00'],
  ])('is the end of the night for what is noted at night: %s goes at %s in Shanghai', (noted, goes) => {
    expect(goesAt(at(noted, 'Asia/Shanghai'), { rhythm: once, quiet: [night], zone: 'Asia/Shanghai' })).toBe(at(goes, 'Asia/Shanghai'));
  });

  it('is the end of all quiet hours that follow each other: Friday night, the weekend, and the night to Monday', () => {
    expect(goesAt(at('2026-11-06T23:00'), { rhythm: once, quiet: [night, weekend], zone: 'UTC' })).toBe(at('2026-11-09T07:00'));
  });

  it('keeps the reading of the wall over both clock changes', () => {
    const zone = 'Europe/Berlin';
    const goes = (noted: string): number => goesAt(at(noted, zone), { rhythm: once, quiet: [night], zone });
    expect([goes('2026-03-28T23:00'), goes('2026-10-24T23:00')]).toEqual([at('2026-03-29T07:00', zone), at('2026-10-25T07:00', zone)]);
  });

  it('is at the next full turn for whoever wants a digest every so many minutes, and not in the night', () => {
    const every: Rhythm = { how: 'every', minutes: 30 };
    expect(goesAt(at('2026-11-02T10:01'), { rhythm: every, quiet: [], zone: 'UTC' })).toBe(at('2026-11-02T10:30'));
    expect(goesAt(at('2026-11-02T21:59'), { rhythm: every, quiet: [night], zone: 'UTC' })).toBe(at('2026-11-03T07:00'));
  });

  it('is today or tomorrow at the time of a daily digest', () => {
    const daily: Rhythm = { how: 'daily', at: '08:30' };
    const goes = (noted: string): number => goesAt(at(noted, 'Asia/Shanghai'), { rhythm: daily, quiet: [night], zone: 'Asia/Shanghai' });
    expect([goes('2026-11-02T08:30'), goes('2026-11-02T08:31')]).toEqual([at('2026-11-02T08:30', 'Asia/Shanghai'), at('2026-11-03T08:30', 'Asia/Shanghai')]);
  });
});

const MINUTE = 60_000;
const times = integer({ min: 0, max: 1439 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const spans: Arbitrary<readonly QuietSpan[]> = array(record({ days: subarray([...DAYS], { minLength: 1 }), from: times, to: times }), { maxLength: 4 }).filter((quiet) => openMinutes(quiet) >= 3 * LEAST_OPEN_MINUTES);
const rhythms: Arbitrary<Rhythm> = constantFrom<Rhythm[]>(once, { how: 'every', minutes: 30 }, { how: 'every', minutes: 7 }, { how: 'daily', at: '08:00' }, { how: 'daily', at: '02:30' });
const zones = constantFrom('UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia');
const instants = integer({ min: at('2026-01-01T00:00') / MINUTE, max: at('2027-12-31T00:00') / MINUTE }).map((minute) => minute * MINUTE);

/** Whether the wall of a zone reads as quiet, minute by minute and without reckoning instants. */
function readsQuiet(instant: number, quiet: readonly QuietSpan[], zone: string): boolean {
  const { dayOfWeek, hour, minute } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  const [today, yesterday] = [DAYS[dayOfWeek - 1]!, DAYS[(dayOfWeek + 5) % 7]!];
  return quiet.some(({ days, from, to }) => (to > from ? days.includes(today) && from <= time && time < to : (days.includes(today) && from <= time) || (days.includes(yesterday) && time < to)));
}

/** Within two hours of a clock change the wall reads the same twice, or skips a reading. */
function isNearChange(instant: number, zone: string): boolean {
  const offset = (ms: number): number => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds;
  return offset(instant - 120 * MINUTE) !== offset(instant + 120 * MINUTE);
}

describe('whatever somebody wants', () => {
  it('a notice never goes in their quiet hours, and never before it is noted', () => {
    assert(property(instants, spans, rhythms, zones, (noted, quiet, rhythm, zone) => {
      const goes = goesAt(noted, { rhythm, quiet, zone });
      expect(goes).toBeGreaterThanOrEqual(noted);
      expect(new QuietHours(quiet, zone).after(goes)).toBe(goes);
      if (!isNearChange(goes, zone)) expect(readsQuiet(goes, quiet, zone)).toBe(false);
    }), { numRuns: 300 });
  });

  it('of two notices the earlier one never goes later', () => {
    assert(property(instants, integer({ min: 0, max: 3 * 1440 }), spans, rhythms, zones, (noted, later, quiet, rhythm, zone) => {
      const preferences = { rhythm, quiet, zone };
      expect(goesAt(noted, preferences)).toBeLessThanOrEqual(goesAt(noted + later * MINUTE, preferences));
    }), { numRuns: 300 });
  });

  it('a notice goes at the same instant whichever were reckoned before it', () => {
    assert(property(array(integer({ min: 0, max: 4 * 1440 }), { minLength: 2, maxLength: 20 }), instants, spans, rhythms, zones, (minutes, from, quiet, rhythm, zone) => {
      const going = goingBy({ rhythm, quiet, zone });
      for (const minute of minutes) expect(going(from + minute * MINUTE)).toBe(goesAt(from + minute * MINUTE, { rhythm, quiet, zone }));
    }), { numRuns: 100 });
  });

  it('no notice waits longer than a week and a day', () => {
    assert(property(instants, spans, rhythms, zones, (noted, quiet, rhythm, zone) => {
      expect(goesAt(noted, { rhythm, quiet, zone }) - noted).toBeLessThanOrEqual(9 * 1440 * MINUTE);
    }), { numRuns: 300 });
  });
});

describe('the minutes of a week that are not quiet', () => {
  it('are counted once, however spans overlap', () => {
    expect([openMinutes([]), openMinutes([night]), openMinutes([night, weekend]), openMinutes([{ days: DAYS, from: '00:00', to: '00:00' }])]).toEqual([10_080, 7 * 15 * 60, 5 * 15 * 60, 0]);
  });
});
