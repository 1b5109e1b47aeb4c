import { Calendar } from '../calendar/calendar.js';
import type { CalendarData, Period } from '../calendar/calendar-data.js';

const DAY: readonly Period[] = [{ from: '08:00', to: '17:00' }];

/** Monday to Friday 08:00-17:00, without holidays, in any zone; more or other hours as a spec needs them. */
export function office(zone = 'UTC', more: Partial<CalendarData> = {}): Calendar {
  return new Calendar({ name: 'office', zone, week: { 1: DAY, 2: DAY, 3: DAY, 4: DAY, 5: DAY }, holidays: [], overrides: [], ...more });
}

/** The instant of a local wall time: `2026-11-02 09:30` in a zone, by an offset that the spec states itself. */
export const at = (local: string, offset = 'Z'): number => Date.parse(`${local.replace(' ', 'T')}:00${offset}`);
