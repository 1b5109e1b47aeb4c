import { definitionOf, upcast, type Envelope, type LogName, type RecordedEvent, type StreamKind } from '@amends/contracts';

/** A stream of a log. */
export interface StreamId {
  readonly kind: StreamKind;
  readonly id: string;
}

/** A fact on its way into a log: validated, its words sealed, its data JSON text. */
export interface NewEvent {
  readonly stream: StreamId;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly sealed: string | null;
  readonly metadata: Metadata;
}

/** The part of the envelope that the writer says; the rest the log assigns. */
export type Metadata = Pick<Envelope, 'occurredAt' | 'round' | 'actor' | 'origin' | 'causation' | 'correlation' | 'traceparent'>;

/** A stream that a command builds on, as the command saw it. */
export interface ExpectedStream extends StreamId {
  /** The version of its last event, 0 when it has none. */
  readonly version: number;
  /** The newest recordedAt that the writer had heard about it from other services. */
  readonly heardAt?: string | undefined;
}

/** What one command wants to append: all of it, or none. */
export interface Append {
  readonly expected: readonly ExpectedStream[];
  readonly events: readonly NewEvent[];
  /** Makes a repetition harmless: the same key returns the first response, and with other content it is refused. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
  /** Kept with the key, and returned again when the key is repeated. */
  readonly response?: unknown;
}

/** What became of an append. */
export type Appended =
  | { readonly outcome: 'appended'; readonly events: readonly StoredEvent[] }
  | { readonly outcome: 'replayed'; readonly response: unknown }
  /** Another command was there first: read again and decide again. */
  | { readonly outcome: 'conflicting' }
  /** The idempotency key was used before for something else. */
  | { readonly outcome: 'mismatched' };

/** A row of a log. Data and sealed words stay JSON text, because the relay passes them on without looking inside. */
export interface StoredEvent {
  readonly position: bigint;
  readonly stream: StreamId;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly id: string;
  readonly data: string;
  readonly sealed: string | null;
  readonly metadata: Metadata;
  readonly recordedAt: string;
}

/** A stored row as an event, its data upcast to today's version. */
export function toRecorded(source: LogName, stored: StoredEvent): RecordedEvent {
  const definition = definitionOf(stored.type);
  if (!definition) throw new Error(`${source} has an event of unknown type ${stored.type} at position ${stored.position}`);
  const { stream, data, sealed, metadata, position: _position, ...rest } = stored;
  return {
    ...rest,
    ...metadata,
    source,
    streamKind: stream.kind,
    subject: stream.id,
    data: upcast(definition, stored.schemaVersion, JSON.parse(data)),
    ...(sealed ? { sealed: JSON.parse(sealed) as Record<string, string> } : {}),
  };
}
