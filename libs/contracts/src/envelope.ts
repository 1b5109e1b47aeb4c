import type { LogName, StreamKind } from './event-definition.js';

/** Who did it: a staff member, the customer, or the system; staff appear by id, never by name. */
export interface Actor {
  readonly id: string;
  readonly role: string;
  readonly unit: string | null;
}

/** Whether it happened while Amends was watching, or was imported from another system's past. */
export type Origin = 'live' | 'history';

/** Everything that an event carries besides its data. */
export interface Envelope {
  readonly id: string;
  readonly source: LogName;
  readonly streamKind: StreamKind;
  /** The stream's id and the key of its topic: complaint, customer or source. */
  readonly subject: string;
  /** 1..n without gaps within source, stream kind and subject. */
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** When it happened. */
  readonly occurredAt: string;
  /** When it was recorded, microseconds; never earlier than what its writer had heard of this complaint. */
  readonly recordedAt: string;
  readonly round: number;
  readonly actor: Actor;
  readonly origin: Origin;
  readonly causation: string | null;
  readonly correlation: string;
  readonly traceparent: string | null;
}

/** An event as it is stored and published; `sealed` holds personal words as ciphertext by field name. */
export interface RecordedEvent<Data = unknown> extends Envelope {
  readonly data: Data;
  readonly sealed?: Readonly<Record<string, string>>;
}
