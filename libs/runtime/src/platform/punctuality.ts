/** Deadlines that should have been struck and were not. */
export interface Overdue {
  /** They wait for a partition to be read, or for trouble to end. */
  readonly waiting: number;
  /** Their complaint is in quarantine: they wait for an operator. */
  readonly quarantined: number;
  /** When the oldest of either kind was due, RFC 3339. */
  readonly oldest: string | null;
}

/** How late deadlines were struck lately, and which are overdue. */
export interface PunctualityReport extends Overdue {
  /** Deadlines struck since the process began. */
  readonly struck: number;
  /** Seconds from due to committed, of the last thousand; null before the first. */
  readonly seconds: { readonly p50: number; readonly p99: number; readonly greatest: number } | null;
}

/** So many of the last are kept for the report. */
const KEPT = 1000;

/** How punctually a service strikes its deadlines: its clock tells, metrics and health listen. */
export class Punctuality {
  private readonly listeners: ((seconds: number) => void)[] = [];
  private readonly last: number[] = [];
  private count = 0;
  private look: (() => Promise<Overdue>) | undefined;

  /** A deadline was struck so many seconds after it was due. */
  struck(seconds: number): void {
    this.last[this.count % KEPT] = seconds;
    this.count += 1;
    for (const listener of this.listeners) listener(seconds);
  }

  /** Hears of every deadline that is struck, how late in seconds. */
  onStruck(listener: (seconds: number) => void): void {
    this.listeners.push(listener);
  }

  /** Says how overdue deadlines are found. */
  watch(look: () => Promise<Overdue>): void {
    this.look = look;
  }

  /** Undefined for a service that has no deadlines. */
  async report(): Promise<PunctualityReport | undefined> {
    if (!this.look) return undefined;
    const sorted = [...this.last].sort((a, b) => a - b);
    const at = (part: number): number => sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)]!;
    return { ...(await this.look()), struck: this.count, seconds: sorted.length > 0 ? { p50: at(0.5), p99: at(0.99), greatest: sorted.at(-1)! } : null };
  }
}
