import type { ActivityKind, CustomerActivity, RecordedEvent } from '@amends/contracts';
import { CountedIds, EventLog, EventWriter, KnownComplaints, ManualClock, Quarantine, SystemClock, consumerSql, knownSql, logSql, toRecorded, type InboundMessage, type Misread } from '@amends/eventing';
import { scratchDatabase, type Scratch } from '@amends/eventing/testing';
import { Activities } from '../activities.js';
import { activitySql } from '../activity.sql.js';
import { Arrivals } from '../arrivals.js';
import { Complainants } from '../complainants.js';
import { InboundActivity } from '../inbound-activity.js';
import { KnownCustomers } from '../known-customers.js';
import { Returns } from '../returns.js';
import { Watermarks, type Told } from '../watermarks.js';

export const NOW = '2026-11-02T12:00:00.000Z';
/** A UUID that a test can read: `idOf(7)`. */
export const idOf = (number: number, kind = 0): string => `0192a3b4-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`;
/** The instant so many days after the first of the year. */
export const day = (days: number): string => new Date(Date.UTC(2026, 0, 1) + days * 86_400_000).toISOString();

/** The parts of follow-up that tell returns, over a database of their own. */
export class ActivityWorld {
  readonly quarantine: Quarantine;
  private readonly log: EventLog;
  private readonly arrivals: Arrivals;
  private readonly customers: KnownCustomers;
  private readonly known: KnownComplaints;
  private readonly watermarks: Watermarks;
  private readonly inbound: InboundActivity;

  private constructor(readonly scratch: Scratch) {
    const { database, vault } = scratch;
    const ids = new CountedIds('activity');
    const clock = new ManualClock(Date.parse(NOW));
    this.quarantine = new Quarantine(database, vault);
    this.log = new EventLog(database, 'follow-up', new SystemClock());
    this.known = new KnownComplaints(database);
    const returns = new Returns(database, this.log, new EventWriter(vault, ids), clock);
    this.customers = new KnownCustomers(database, returns);
    this.arrivals = new Arrivals(new Activities(database), this.customers, returns);
    this.watermarks = new Watermarks(database, returns);
    this.inbound = new InboundActivity(this.arrivals, this.watermarks, clock, ids);
    new Complainants(database, returns, this.known);
  }

  static async open(): Promise<ActivityWorld> {
    return new ActivityWorld(await scratchDatabase('follow_up', [logSql, consumerSql, knownSql, activitySql]));
  }

  /** What the services said: customers to their consumer, complaints to what is known of them. */
  async hear(...events: readonly RecordedEvent[]): Promise<void> {
    const { database } = this.scratch;
    for (const handler of [this.customers, this.known]) {
      const its = events.filter(({ streamKind }) => (streamKind === 'customer') === (handler === this.customers));
      if (its.length > 0) await database.transaction((transaction) => handler.handle(its, transaction));
    }
  }

  take(...activities: readonly CustomerActivity[]) {
    return this.scratch.database.transaction((transaction) => this.arrivals.take(transaction, activities, OCCASION));
  }

  tell(...told: readonly Told[]): Promise<void> {
    return this.scratch.database.transaction((transaction) => this.watermarks.tell(transaction, told, OCCASION));
  }

  read(...messages: readonly InboundMessage[]): Promise<readonly Misread[]> {
    return this.scratch.database.transaction((transaction) => this.inbound.handle(messages, transaction));
  }

  /** Everything that was said, oldest first. */
  async said(): Promise<readonly RecordedEvent[]> {
    return (await this.log.after(0n, 10_000)).map((stored) => toRecorded('follow-up', stored));
  }

  /** What was said last of each complaint: the activity of its return and of its loss. */
  async last(): Promise<Record<string, { returned?: string | undefined; lost?: string | undefined }>> {
    const last: Record<string, { returned?: string | undefined; lost?: string | undefined }> = {};
    for (const { type, subject, data } of await this.said()) {
      const { activityId, retracts } = data as { activityId?: string; retracts?: string };
      if (type === 'ActivityCompleted') continue;
      last[subject] = { ...last[subject], [type === 'CustomerLost' || retracts === 'CustomerLost' ? 'lost' : 'returned']: activityId };
    }
    return last;
  }
}

const OCCASION = { correlation: 'test', causation: null, traceparent: null };

const event = (streamKind: 'customer' | 'complaint', subject: string, type: string, data: object, version: number): RecordedEvent => ({
  id: idOf(version, 9), source: 'intake', streamKind, subject, version, type, schemaVersion: 1, occurredAt: NOW, recordedAt: '2026-11-01T12:00:00.000001Z', round: 1,
  actor: { id: 'agent-1', role: 'agent', unit: null }, origin: 'live', causation: null, correlation: 'c', traceparent: null, data,
});

const record = { tier: 'standard', stage: 'new', language: 'en', zone: 'UTC', convenientHours: [] };
export const customerKnown = (customer: number, ownReference: string | null): RecordedEvent => event('customer', idOf(customer), 'CustomerRegistered', { ...record, ownReference }, 1);
export const merged = (into: number, customer: number, version = 2): RecordedEvent => event('customer', idOf(customer), 'CustomersMerged', { survivor: idOf(into), merged: idOf(customer) }, version);
export const parted = (from: number, customer: number, version = 3): RecordedEvent => event('customer', idOf(customer), 'CustomersUnmerged', { survivor: idOf(from), merged: idOf(customer) }, version);
export const erased = (customer: number): RecordedEvent => event('customer', idOf(customer), 'CustomerErased', { because: 'customer-asked' }, 4);

/** A complaint of a customer, received so many days after the first of the year. */
export const complained = (complaint: number, customer: number, days: number, origin: 'live' | 'history' = 'live'): RecordedEvent => ({
  ...event('complaint', idOf(complaint, 1), 'ComplaintRegistered', { customerId: idOf(customer), receivedAt: day(days), receivedBy: null, standing: null }, 1), origin,
});

/** Something that a customer did. */
export const did = (customer: string, activityId: string, days: number, kind: ActivityKind = 'order', more: Partial<CustomerActivity> = {}): CustomerActivity => ({
  source: 'shop', activityId, customer, kind, happenedAt: day(days), ...more,
});
