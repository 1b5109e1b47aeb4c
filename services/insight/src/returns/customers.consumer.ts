import { CustomerErased, CustomersMerged, CustomersUnmerged, isA, type RecordedEvent, type TopicName } from '@amends/contracts';
import type { Database, Handler, Transaction } from '@amends/eventing';

/**
 * Which records are one person, and who is erased since when. A consumer of the topic `customers` alone: whether customers came back stands
 * in the file of each complaint, so that no second consumer handles every event of every complaint.
 */
export class CustomersConsumer implements Handler {
  readonly name = 'customers@1';
  readonly topics: readonly TopicName[] = ['customers'];

  constructor(private readonly database: Database) {}

  async handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    for (const event of events) {
      // Both records' streams say it; the merged one's own stream has the order of its mergings.
      if (isA(CustomersMerged)(event) && event.subject === event.data.merged) await this.set(transaction, event.subject, 'survivor', event.data.survivor);
      if (isA(CustomersUnmerged)(event) && event.subject === event.data.merged) await this.set(transaction, event.subject, 'survivor', null);
      if (isA(CustomerErased)(event)) await this.set(transaction, event.subject, 'erased_at', event.occurredAt);
    }
  }

  private async set(transaction: Transaction, customer: string, column: 'survivor' | 'erased_at', value: string | null): Promise<void> {
    await transaction.query(
      `insert into ${this.database.schema}.customers_v1 (customer, ${column}) values ($1, $2) on conflict (customer) do update set ${column} = excluded.${column}`,
      [customer, value],
    );
  }
}
