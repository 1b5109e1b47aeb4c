import { definitionOf, type FactOf, type LogName, type ObligationIncurred, type ObligationKind, type RecordedEvent, type StreamKind } from '@amends/contracts';

/** What a test says of an event; the rest is filled in. */
export type Said = Partial<RecordedEvent> & { readonly type: string; readonly data: object };

/** The log that says it, as the contracts define it. */
const sourceOf = (type: string): LogName => definitionOf(type)?.source ?? 'resolution';
const kindOf = (type: string): StreamKind => definitionOf(type)?.stream ?? 'complaint';

/** A UUID that a test can read: `idOf(7)`. */
export const idOf = (number: number, kind = 0): string => `0192a3b4-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`;

/** Tells events of complaints: versions count by themselves, each is recorded a microsecond after the one before. */
export class History {
  private readonly versions = new Map<string, number>();
  private count = 0;

  /** Instants are hours after this one. */
  constructor(readonly start = '2026-01-01T00:00:00.000Z') {}

  /** The instant so many hours after the start. */
  at(hours: number): string {
    return new Date(Date.parse(this.start) + Math.round(hours * 3_600_000)).toISOString();
  }

  /** An event of a complaint that happened so many hours after the start. */
  event(subject: string, hours: number, said: Said): RecordedEvent {
    const source = said.source ?? sourceOf(said.type);
    const streamKind = said.streamKind ?? kindOf(said.type);
    const stream = `${source}/${streamKind}/${subject}`;
    const version = (this.versions.get(stream) ?? 0) + 1;
    this.versions.set(stream, version);
    this.count += 1;
    const micros = Date.parse(this.start) * 1000 + this.count;
    const recordedAt = `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`;
    return {
      id: idOf(this.count, 9), source, streamKind, subject, version, schemaVersion: definitionOf(said.type)?.version ?? 1, occurredAt: this.at(hours), recordedAt, round: 1,
      actor: { id: 'staff-1', role: 'agent', unit: 'hotline' }, origin: 'live', causation: null, correlation: 'c', traceparent: null, ...said,
    };
  }

  /** A complaint is registered. */
  registered(number: number, hours = 0, more: object = {}): RecordedEvent {
    const reference = `26${String(number).padStart(7, '0')}`;
    const data = {
      reference, customerId: null, standing: null, receivedAt: this.at(hours), happenedAt: null, language: 'en', product: null, order: null,
      receivedBy: null, contact: { id: idOf(number, 1), channel: 'phone', direction: 'inbound', startedAt: this.at(hours) }, ...more,
    };
    return this.event(idOf(number), hours, { type: 'ComplaintRegistered', data, origin: 'history' in more ? 'history' : 'live' });
  }

  resolved(number: number, hours: number, round = 1): RecordedEvent {
    return this.event(idOf(number), hours, { type: 'ComplaintResolved', round, data: { how: 'other', cause: null } });
  }

  /** Something is owed because of an event, due so many hours after the start; the ledger's event has the round of the cause. */
  owed(cause: RecordedEvent, number: number, kind: ObligationKind, principle: number, dueAfter: number, more: object = {}): RecordedEvent {
    const one = {
      obligationId: idOf(number, 5), kind, principle, owedBy: { role: 'agent', unit: 'north', staff: null }, dueAt: this.at(dueAfter), blocksClosing: true, allowance: `${dueAfter} hours`, ...more,
    };
    const data = { causedBy: cause.id, packVersion: 'default@1', obligations: [one] };
    return this.event(cause.subject, 0, { type: 'ObligationIncurred', data, round: cause.round });
  }

  /** The ledger says something of an obligation. */
  judged(owed: RecordedEvent, type: string, more: object = {}, hours = 0): RecordedEvent {
    const { obligationId, kind, dueAt } = (owed as unknown as FactOf<typeof ObligationIncurred>).data.obligations[0]!;
    return this.event(owed.subject, hours, { type, data: { obligationId, kind, dueAt, ...more }, round: owed.round });
  }
}
