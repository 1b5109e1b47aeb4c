import { ComplaintRegistered, isA, type Accepted, type RecordedEvent } from '@amends/contracts';
import { Database, KnownComplaints, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { Returns } from './returns.js';

/** Whose complaint it is and since when: heard together with what is known of the complaint, so that no other consumer handles every event again. */
@Injectable()
export class Complainants {
  constructor(
    private readonly database: Database,
    private readonly returns: Returns,
    known: KnownComplaints,
  ) {
    known.also((events, transaction) => this.hear(events, transaction));
  }

  private async hear(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    const registered = events.filter(isRegistered).filter(({ data }) => data.customerId !== null);
    if (registered.length === 0) return;
    await this.returns.alone(transaction);
    await this.remember(transaction, registered);
    const customers = [...new Set(registered.map(({ data }) => data.customerId!))];
    // Each by its own registration: another complaint's may have been recorded later.
    const occasions = registered.map(({ subject, correlation, id: causation, traceparent }) => [subject, { correlation, causation, traceparent }] as const);
    await this.returns.say(transaction, customers, new Map(occasions));
  }

  private async remember(transaction: Transaction, registered: readonly Registered[]): Promise<void> {
    const { schema } = this.database;
    await transaction.query({
      name: `complainants-${schema}`,
      text: `insert into ${schema}.activity_complaints (complaint, customer, received_at, origin, recorded_at)
             select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::text[], $5::text[]) on conflict do nothing`,
      values: [
        registered.map(({ subject }) => subject),
        registered.map(({ data }) => data.customerId),
        registered.map(({ data }) => data.receivedAt),
        registered.map(({ origin }) => origin),
        registered.map(({ recordedAt }) => recordedAt),
      ],
    });
  }
}

type Registered = RecordedEvent<Accepted<(typeof ComplaintRegistered)['schema']>>;
const isRegistered = (event: RecordedEvent): event is Registered => isA(ComplaintRegistered)(event);
