import type { KnownComplaint, LogName } from '@amends/contracts';

/** An event that somebody had not seen: what it was, never what it says. */
export interface EventSince {
  readonly source: LogName;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
}

/** What this service has heard of a complaint from all services, itself included. */
export interface Heard {
  readonly known: KnownComplaint;
  /** The newest recordedAt heard; what this service records next about the complaint is later. */
  readonly heardAt: string | undefined;
  /** The newest events heard of the complaint itself, oldest first; of each service at least the last. */
  readonly lately: readonly EventSince[];
}
