/** What the load generator is asked to do. */
export interface Job {
  readonly url: string;
  readonly path: string;
  /** Headers that all requests have, ready to be sent. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent in turn. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** Requests begin at random instants, so many a second on average (a Poisson process); without it as fast as they are answered. */
  readonly rate?: number;
  /** Notes id and time of each acceptance. */
  readonly keepIds?: boolean;
}

/** An acceptance: the id in the answer, and when it had arrived, in microseconds since 1970. */
export type Acceptance = readonly [id: string, micros: number];

/** What came of it. */
export interface Outcome {
  readonly accepted: number;
  /** Answers that were not 201, by status; `broken` = connections that ended. */
  readonly failed: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** Milliseconds from sending to the answer. */
  readonly latency: { readonly p50: number; readonly p99: number };
  /** Processor time of the generator itself. */
  readonly processorMicros: number;
  readonly acceptances: readonly Acceptance[];
}
