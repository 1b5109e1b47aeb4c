import type { RecordedEvent, SourceComplete } from '@amends/contracts';
import type { Transaction } from '@amends/eventing';
import { completedSql } from './returns.sql.js';

/** Takes note of sources that have told everything up to an instant. */
export function noteCompleted(transaction: Pick<Transaction, 'send'>, schema: string, events: readonly RecordedEvent[]): void {
  const completed = events.filter(({ type }) => type === 'ActivityCompleted') as readonly RecordedEvent<SourceComplete>[];
  if (completed.length === 0) return;
  transaction.send({ text: completedSql(schema), values: [completed.map(({ data }) => data.source), completed.map(({ data }) => data.until)] });
}
