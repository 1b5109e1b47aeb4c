import { ComplaintAcknowledged, ComplaintAssigned, ComplaintClosed, ComplaintRegistered, ComplaintReopened, type EventDefinition, type LogName, type RecordedEvent } from '@amends/contracts';
import { randomUUID } from 'node:crypto';
import { toMessage } from '../log/cloud-event.js';
import type { Append, Metadata, NewEvent, StreamId } from '../log/recorded.js';
import type { OutgoingMessage } from '../transport/transport.js';

export const metadata: Metadata = {
  occurredAt: '2026-11-02T12:00:00.000Z',
  round: 1,
  actor: { id: '0192a3b4-0000-7000-8000-0000000000aa', role: 'agent', unit: 'hotline' },
  origin: 'live',
  causation: null,
  correlation: '0192a3b4-0000-7000-8000-0000000000bb',
  traceparent: null,
};

export const complaint = (id: string = randomUUID()): StreamId => ({ kind: 'complaint', id });

/** An event of a definition, with its sample as data. */
export function sampleOf(definition: EventDefinition, stream: StreamId, changes: Partial<NewEvent> = {}): NewEvent {
  return {
    stream,
    id: randomUUID(),
    type: definition.type,
    schemaVersion: definition.version,
    data: JSON.stringify(definition.sample),
    sealed: null,
    metadata,
    ...changes,
  };
}

/** What each service says of a complaint first, and after that. */
const SAYS: Readonly<Record<Exclude<LogName, 'escalation'>, readonly [EventDefinition, EventDefinition]>> = {
  intake: [ComplaintRegistered, ComplaintAcknowledged],
  resolution: [ComplaintAssigned, ComplaintAssigned],
  'follow-up': [ComplaintReopened, ComplaintClosed],
};

/** An append of `count` events to a stream that is at `version`. */
export function appendOf(stream: StreamId, version = 0, count = 1, source: keyof typeof SAYS = 'intake'): Append {
  const [first, later] = SAYS[source];
  return {
    expected: [{ ...stream, version }],
    events: Array.from({ length: count }, (_, nth) => sampleOf(version + nth === 0 ? first : later, stream)),
  };
}

/** Events as their services publish them. */
export const messagesOf = (events: readonly RecordedEvent[]): OutgoingMessage[] =>
  events.map(({ source, streamKind, subject, version, type, schemaVersion, id, data, sealed, recordedAt, ...metadata }) =>
    toMessage(source, {
      position: 0n, stream: { kind: streamKind, id: subject }, version, type, schemaVersion, id, data: JSON.stringify(data),
      sealed: sealed ? JSON.stringify(sealed) : null, metadata, recordedAt,
    }),
  );
