/** A span of local time in which work is done, `HH:MM`; `to` may be `24:00`. A night shift is two periods, one on each date. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** A date on which the week's hours do not hold; without periods it is closed. */
export interface SpecialDate {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly name: string;
  readonly periods: readonly Period[];
}

/** When a company works: an override goes before a holiday, and a holiday before the week. */
export interface CalendarData {
  readonly name: string;
  /** An IANA time zone. */
  readonly zone: string;
  /** Periods by ISO weekday, `1` is Monday; a weekday that is missing is closed. */
  readonly week: Readonly<Partial<Record<'1' | '2' | '3' | '4' | '5' | '6' | '7', readonly Period[]>>>;
  readonly holidays: readonly SpecialDate[];
  readonly overrides: readonly SpecialDate[];
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What is wrong with a calendar, a sentence each that names the field and says what to write; empty when it is usable. */
export function calendarViolations({ week, holidays, overrides }: CalendarData, isZone: boolean, zone: string): readonly string[] {
  const special = (kind: string, dates: readonly SpecialDate[]): string[] =>
    dates.flatMap(({ date, periods }, at) => [
      ...(isDate(date) ? [] : [`${kind}[${at}].date: "${date}" is no date; write it as 2026-12-25`]),
      ...(dates.findIndex((other) => other.date === date) < at ? [`${kind}[${at}].date: ${date} is there twice; keep one`] : []),
      ...periodViolations(`${kind}[${at}]`, periods),
    ]);
  return [
    ...(isZone ? [] : [`zone: "${zone}" is no IANA time zone; write it like Europe/Berlin, or UTC`]),
    ...Object.entries(week).flatMap(([day, periods]) => (/^[1-7]$/.test(day) ? periodViolations(`week.${day}`, periods) : [`week.${day}: weekdays are 1 (Monday) to 7`])),
    ...special('holidays', holidays),
    ...special('overrides', overrides),
  ];
}

/** Whether there is such a date: `2026-02-30` is written like one, and is none. */
export function isDate(text: string): boolean {
  const instant = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

function periodViolations(field: string, periods: readonly Period[]): string[] {
  return periods.flatMap(({ from, to }, at) => {
    const name = `${field}.periods[${at}]`;
    if (!TIME.test(from)) return [`${name}.from: "${from}" is no time of day; write it as 08:00`];
    if (!TIME.test(to) && to !== '24:00') return [`${name}.to: "${to}" is no time of day; write it as 17:00, or 24:00 for the end of the day`];
    if (to <= from) return [`${name}: ${from}-${to} ends before it begins; write a night shift as two periods, one on each date`];
    const earlier = periods[at - 1];
    return earlier && from < earlier.to ? [`${name}: ${from}-${to} begins before ${earlier.from}-${earlier.to} ends; sort the periods and keep them apart`] : [];
  });
}
