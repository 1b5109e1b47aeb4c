import { CustomerErased, CustomerRegistered, CustomerRevised, CustomersMerged, CustomersUnmerged, isA, type RecordedEvent, type TopicName } from '@amends/contracts';
import { Database, type Handler, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { Returns } from './returns.js';

/** Which record has which reference, which were merged, and which are erased: what tells whose activity it is. */
@Injectable()
export class KnownCustomers implements Handler {
  readonly name = 'customers';
  readonly topics: readonly TopicName[] = ['customers'];
  /** What it says about returns is said once. */
  readonly durable = true;

  constructor(
    private readonly database: Database,
    private readonly returns: Returns,
  ) {}

  /** The records that have these references. */
  async withReferences(transaction: Transaction, references: readonly string[]): Promise<readonly string[]> {
    if (references.length === 0) return [];
    const { schema } = this.database;
    const { rows } = await transaction.query<{ customer: string }>({
      name: `customers-of-${schema}`,
      text: `select customer from ${schema}.activity_customers where own_reference = any($1)`,
      values: [references],
    });
    return rows.map(({ customer }) => customer);
  }

  async handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    await this.returns.alone(transaction);
    const touched = new Set<string>();
    let references = new Map<string, string | null>();
    const touch = (customers: readonly string[]): void => customers.forEach((customer) => touched.add(customer));
    for (const event of events) {
      if (isA(CustomerRegistered)(event) || isA(CustomerRevised)(event)) {
        references.set(event.subject, event.data.ownReference);
      } else {
        touch(await this.refer(transaction, references));
        references = new Map();
        touch(await this.hear(event, transaction));
      }
    }
    touch(await this.refer(transaction, references));
    const last = events.at(-1)!;
    await this.returns.say(transaction, [...touched], { correlation: last.correlation, causation: last.id, traceparent: last.traceparent });
  }

  /** Returns the records whose returns may be others now. */
  private async hear(event: RecordedEvent, transaction: Transaction): Promise<readonly string[]> {
    // Both records' streams say it; the merged one's own stream has the order of its mergings.
    if (isA(CustomersMerged)(event)) return event.subject === event.data.merged ? this.merge(transaction, event.data, event.data.survivor) : [];
    if (isA(CustomersUnmerged)(event)) return event.subject === event.data.merged ? this.merge(transaction, event.data, null) : [];
    if (isA(CustomerErased)(event)) await this.erase(transaction, event.subject);
    return [];
  }

  private async refer(transaction: Transaction, references: ReadonlyMap<string, string | null>): Promise<readonly string[]> {
    if (references.size === 0) return [];
    const { schema } = this.database;
    await transaction.query({
      name: `customers-refer-${schema}`,
      text: `insert into ${schema}.activity_customers (customer, own_reference) select * from unnest($1::uuid[], $2::text[])
             on conflict (customer) do update set own_reference = case when activity_customers.erased then null else excluded.own_reference end`,
      values: [[...references.keys()], [...references.values()]],
    });
    return [...references.keys()];
  }

  private async merge(transaction: Transaction, { merged, survivor }: { merged: string; survivor: string }, into: string | null): Promise<readonly string[]> {
    const { schema } = this.database;
    await transaction.query(
      `insert into ${schema}.activity_customers (customer, survivor) values ($1, $2) on conflict (customer) do update set survivor = excluded.survivor`,
      [merged, into],
    );
    return [merged, survivor];
  }

  /** The reference leads to a person: it goes, also where it stands with what they did. What was said of returns stays counted. */
  private async erase(transaction: Transaction, customer: string): Promise<void> {
    const { schema } = this.database;
    await transaction.query(
      `with erased as (
         insert into ${schema}.activity_customers (customer, erased) values ($1, true) on conflict (customer) do update set erased = true returning customer
       ), former as (select own_reference from ${schema}.activity_customers where customer = $1)
       update ${schema}.activities a set customer = null from former f, erased where a.customer = f.own_reference`,
      [customer],
    );
    await transaction.query(`update ${schema}.activity_customers set own_reference = null where customer = $1`, [customer]);
  }
}
