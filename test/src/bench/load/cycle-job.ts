/** The four calls of a complaint's life cycle. */
export const CALLS = ['create', 'assign', 'resolve', 'search'] as const;
export type Call = (typeof CALLS)[number];

/** What the load generator is asked to do: life cycles of complaints. */
export interface CycleJob {
  readonly kind: 'cycles';
  readonly url: string;
  /** Whose routes are called. */
  readonly routes: 'amends' | 'plain';
  readonly headers: Readonly<Record<string, string>>;
  /** Registrations, sent in turn. */
  readonly bodies: readonly string[];
  /** Life cycles under way at most. */
  readonly workers: number;
  /** How long, or how long each step of `rates`. */
  readonly seconds: number;
  /** So many life cycles begin a second, one step after the other, at random instants (a Poisson process); without it the next begins when one ends. */
  readonly rates?: readonly number[];
}

/** Milliseconds. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** What came of it. */
export interface CycleOutcome {
  readonly begun: number;
  /** Found again, resolved, by its reference. */
  readonly completed: number;
  /** Life cycles that broke off, by call and what was answered. */
  readonly failed: Readonly<Record<string, number>>;
  /** Calls answered 503 with Retry-After, and repeated after that time as a client does. */
  readonly retried: number;
  readonly seconds: number;
  readonly cycle: Times;
  readonly calls: Readonly<Record<Call, Times>>;
  /** Processor time of the generator itself. */
  readonly processorMicros: number;
}
