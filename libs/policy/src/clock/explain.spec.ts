import { at, office } from '../testing/calendars.js';
import { explain } from './explain.js';

const MONDAY = '2026-11-02';
const holidays = [{ date: '2026-11-03', name: 'Reformation', periods: [] }];

describe('why something is due then', () => {
  const course = {
    startedAt: at(`${MONDAY} 16:00`), amount: { count: 2, unit: 'business-hours' as const }, calendar: office('UTC', { holidays }),
    pauses: [{ from: at('2026-11-04 08:00'), to: at('2026-11-04 08:30') }],
  };

  it('is told stretch by stretch in English', () => {
    expect(explain(course, 'en')).toEqual({
      dueAt: at('2026-11-04 09:30'),
      summary: 'Due Wed 2026-11-04 09:30 (UTC): 2 hours of business time from Mon 2026-11-02 16:00. It stood still for 30 min: 20 % of the time that counts.',
      lines: [
        'Mon 2026-11-02 16:00 – Mon 2026-11-02 17:00: counted, 1 h',
        'Mon 2026-11-02 17:00 – Tue 2026-11-03 00:00: not counted, outside business hours',
        'Tue 2026-11-03 00:00 – Wed 2026-11-04 00:00: not counted, Reformation',
        'Wed 2026-11-04 00:00 – Wed 2026-11-04 08:00: not counted, outside business hours',
        'Wed 2026-11-04 08:00 – Wed 2026-11-04 08:30: paused, 30 min',
        'Wed 2026-11-04 08:30 – Wed 2026-11-04 09:30: counted, 1 h',
      ],
    });
  });

  it('is told in Chinese', () => {
    const { summary, lines } = explain(course, 'zh');
    expect(summary).toBe('周三 2026-11-04 09:30（UTC）到期：自 周一 2026-11-02 16:00 起 2 小时（工作时间）。其中暂停 30 分钟，占应计时间的 20%。');
    expect(lines[2]).toBe('周二 2026-11-03 00:00 – 周三 2026-11-04 00:00：不计，Reformation');
  });

  it('does not count the day of receipt where the rule says so', () => {
    const { lines } = explain({ ...course, pauses: [], amount: { count: 1, unit: 'business-days', toCloseOfDay: true, receiptExcluded: true } }, 'en');
    expect(lines[0]).toBe('Mon 2026-11-02 16:00 – Tue 2026-11-03 00:00: not counted, the day of receipt');
  });

  it('names what changed and what was extended', () => {
    const changed = { ...course, pauses: [], changes: [{ at: at(`${MONDAY} 16:30`), amount: { count: 4, unit: 'business-hours' as const }, calendar: course.calendar }] };
    expect(explain({ ...changed, extension: { count: 6, unit: 'business-hours' } }, 'en').lines.slice(0, 2)).toEqual([
      'Mon 2026-11-02 16:30: from here on 4 hours of business time; what was used stays used.',
      'Extended to 6 hours of business time, counted from the original start.',
    ]);
  });

  it('goes to the instant until which more time was allowed, and says by whom', () => {
    const extended = { ...course, extendedTo: { until: at('2026-11-05 10:00'), pauses: [{ from: at('2026-11-04 08:00'), to: at('2026-11-04 08:30') }], by: 'Ada' } };
    const { dueAt, summary, lines } = explain(extended, 'en');
    expect([dueAt, summary]).toEqual([at('2026-11-05 10:30'), 'Due Thu 2026-11-05 10:30 (UTC), because more time was allowed than 2 hours of business time from Mon 2026-11-02 16:00. It stood still for 30 min: 4 % of the time that counts.']);
    expect([lines[0], lines.at(-1)]).toEqual(['Extended until Thu 2026-11-05 10:00 by Ada; what stands still after that is added.', 'Thu 2026-11-05 08:00 – Thu 2026-11-05 10:30: counted, 2 h 30 min']);
    expect(explain(extended, 'zh').summary).toBe('周四 2026-11-05 10:30（UTC）到期：原为自 周一 2026-11-02 16:00 起 2 小时（工作时间），已获准延期。其中暂停 30 分钟，占应计时间的 4%。');
    expect(explain(extended, 'zh').lines[0]).toBe('由 Ada 延期至 周四 2026-11-05 10:00；此后暂停的时间另加。');
  });

  it('does not speak of more time as the reason where the rule allows as much', () => {
    expect(explain({ ...course, extendedTo: { until: at(`${MONDAY} 16:30`), pauses: [] } }, 'en').summary).toMatch(/^Due Wed 2026-11-04 09:30 \(UTC\): 2 hours/);
  });

  it('says that nobody knows while the clock stands still', () => {
    const paused = { ...course, pauses: [{ from: at(`${MONDAY} 16:15`) }] };
    const { dueAt, summary, lines } = explain(paused, 'en', at(`${MONDAY} 16:20`));
    expect([dueAt, summary]).toEqual([undefined, 'The clock stands still: 2 hours of business time from Mon 2026-11-02 16:00, and nobody knows yet when it goes on. It stood still for 5 min: 25 % of the time that counts.']);
    expect(lines.at(-1)).toBe('Mon 2026-11-02 16:15 – Mon 2026-11-02 16:20: paused, 5 min');
  });
});
