/** What time is counted in. */
export const UNITS = [
  'seconds', 'minutes', 'hours', 'calendar-days', 'calendar-weeks', 'calendar-months', 'business-minutes', 'business-hours', 'business-days',
] as const;
export type Unit = (typeof UNITS)[number];

/** How much time somebody may take. */
export interface Amount {
  readonly count: number;
  readonly unit: Unit;
  /** Days end with the work of the last one (calendar units: with the local date), not at the hour at which the first began. */
  readonly toCloseOfDay?: boolean;
  /** The local date of the start is not counted. */
  readonly receiptExcluded?: boolean;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Units that run round the clock, in milliseconds. */
const EXACT: Readonly<Partial<Record<Unit, number>>> = { seconds: SECOND, minutes: MINUTE, hours: HOUR };
/** Units that run only within business hours, in milliseconds. */
const BUSINESS: Readonly<Partial<Record<Unit, number>>> = { 'business-minutes': MINUTE, 'business-hours': HOUR };

/** Milliseconds that run round the clock, undefined for other units. */
export const exactMs = ({ count, unit }: Amount): number | undefined => (EXACT[unit] === undefined ? undefined : EXACT[unit] * count);

/** Milliseconds of business time, undefined for other units. */
export const businessMs = ({ count, unit }: Amount): number | undefined => (BUSINESS[unit] === undefined ? undefined : BUSINESS[unit] * count);

/** Whether only business hours use the amount up. */
export const countsBusinessTime = ({ unit }: Amount): boolean => unit.startsWith('business');
