import type { CalendarData } from '@amends/policy';

const MINUTE = 60_000;
/** No zone of the packs changes its clock anywhere but at such an instant. */
const SLOT_MINUTES = 15;
const SLOT = SLOT_MINUTES * MINUTE;
const DAY_MINUTES = 1440;

/** A local date and the minute of the day. */
interface Local {
  readonly date: string;
  readonly minute: number;
}

/**
 * Business hours minute by minute, worked out apart from libs/policy: the platform's own date format tells the local time of every
 * quarter of an hour, and every minute is open or it is not.
 */
export class MinuteCalendar {
  /** How many minutes were open before each one. */
  private readonly openBefore: Int32Array;
  private readonly locals: readonly Local[];
  private readonly dateEnds: readonly number[];

  constructor(
    private readonly data: CalendarData,
    private readonly from: number,
    until: number,
  ) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone: data.zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
    const slots = Math.ceil((until - from) / SLOT);
    this.locals = Array.from({ length: slots }, (_, slot) => localOf(format, from + slot * SLOT));
    this.dateEnds = this.locals.flatMap(({ date }, slot) => (slot > 0 && this.locals[slot - 1]!.date !== date ? [from + slot * SLOT] : []));
    this.openBefore = new Int32Array(slots * SLOT_MINUTES + 1);
    for (let minute = 0; minute < slots * SLOT_MINUTES; minute++) this.openBefore[minute + 1] = this.openBefore[minute]! + Number(this.isOpen(minute));
  }

  get zone(): string {
    return this.data.zone;
  }

  /** Milliseconds of business time between two instants. */
  openWithin(from: number, to: number): number {
    return to <= from ? 0 : this.openUntil(to) - this.openUntil(from);
  }

  /** The first instant by which so much business time has passed since another. */
  after(from: number, milliseconds: number): number {
    if (milliseconds <= 0) return from;
    const wanted = this.openUntil(from) + milliseconds;
    let [low, high] = [0, this.openBefore.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.openBefore[middle]! * MINUTE >= wanted) high = middle;
      else low = middle + 1;
    }
    return this.from + low * MINUTE - (this.openBefore[low]! * MINUTE - wanted);
  }

  /** The instant at which the local date of an instant ends. */
  endOfDate(instant: number): number {
    let [low, high] = [0, this.dateEnds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.dateEnds[middle]! > instant) high = middle;
      else low = middle + 1;
    }
    return this.dateEnds[low]!;
  }

  /** The instant at which the local date of an instant began. */
  dateBegins(instant: number): number {
    let begins = this.endOfDate(instant - 86_400_000 * 1.5);
    for (let next = this.endOfDate(begins); next <= instant; next = this.endOfDate(begins)) begins = next;
    return begins;
  }

  /** The same wall reading so many days later; of two the earlier, in a gap as much later as the gap is long. */
  daysLater(instant: number, days: number): number {
    const { date, minute } = this.local(instant);
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    const wanted = Date.UTC(year, month - 1, day + days) + minute * MINUTE;
    const seconds = instant % MINUTE;
    const asUtc = (at: number): number => {
      const local = this.local(at);
      return Date.parse(`${local.date}T00:00:00Z`) + local.minute * MINUTE;
    };
    for (let slot = Math.floor((wanted - 15 * 60 * MINUTE) / SLOT) * SLOT; slot < wanted + 15 * 60 * MINUTE; slot += SLOT) {
      const missing = wanted - asUtc(slot);
      if (missing >= 0 && missing < SLOT) return slot + missing + seconds;
    }
    const before = wanted - 15 * 60 * MINUTE;
    return wanted - (asUtc(before) - before) + seconds;
  }

  /** Closing instants of business days, the first on the local date of an instant or later. */
  *closings(instant: number): Generator<{ readonly opens: number; readonly closes: number; readonly date: string }> {
    let start = this.endOfDate(instant - 86_400_000 * 1.5);
    const { date } = this.local(instant);
    while (this.local(start).date < date) start = this.endOfDate(start);
    for (let at = start; ; ) {
      const ends = this.endOfDate(at);
      const opens = this.after(at, 1) - 1;
      if (opens < ends && this.openWithin(at, ends) > 0) yield { opens, closes: this.after(at, this.openWithin(at, ends)), date: this.local(at).date };
      at = ends;
    }
  }

  isOpenAt(instant: number): boolean {
    return this.openWithin(instant, instant + 1) > 0;
  }

  local(instant: number): Local {
    const minutes = Math.floor((instant - this.from) / MINUTE);
    const { date, minute } = this.locals[Math.floor(minutes / SLOT_MINUTES)]!;
    return { date, minute: minute + (minutes % SLOT_MINUTES) };
  }

  private openUntil(instant: number): number {
    const minutes = Math.floor((instant - this.from) / MINUTE);
    const before = this.openBefore[minutes]!;
    return before * MINUTE + (this.openBefore[minutes + 1]! > before ? instant - this.from - minutes * MINUTE : 0);
  }

  private isOpen(minutes: number): boolean {
    const { date, minute } = this.locals[Math.floor(minutes / SLOT_MINUTES)]!;
    const now = minute + (minutes % SLOT_MINUTES);
    return this.periodsOf(date).some(([opens, closes]) => opens <= now && now < closes);
  }

  private readonly known = new Map<string, readonly (readonly [number, number])[]>();

  private periodsOf(date: string): readonly (readonly [number, number])[] {
    const known = this.known.get(date);
    if (known) return known;
    const special = this.data.overrides.find((one) => one.date === date) ?? this.data.holidays.find((one) => one.date === date);
    const weekday = String(new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as '1';
    const periods = (special?.periods ?? this.data.week[weekday] ?? []).map(({ from, to }) => [minutesOf(from), minutesOf(to)] as const);
    this.known.set(date, periods);
    return periods;
  }
}

const minutesOf = (time: string): number => Math.min(Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), DAY_MINUTES);

function localOf(format: Intl.DateTimeFormat, instant: number): Local {
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { date: `${parts['year']}-${parts['month']}-${parts['day']}`, minute: Number(parts['hour']) * 60 + Number(parts['minute']) };
}
