import { partitionOf } from '@amends/eventing';
import type { LogRow } from '../../support/log-rows.js';
import type { TopicMessage } from '../../support/topic-messages.js';
import type { Snapshot } from '../snapshot.js';
import { nameOf } from './accepted.js';

/** The first time that an event lies in its topic, by event id; whatever is no event of Amends is left out. */
export function firstOccurrences({ messages }: Snapshot): ReadonlyMap<string, TopicMessage> {
  const first = new Map<string, TopicMessage>();
  for (const message of messages) {
    const id = message.headers['ce_id'];
    if (id && !first.has(id)) first.set(id, message);
  }
  return first;
}

const topicOf = ({ stream }: LogRow): string => (stream.endsWith('/customer') ? 'customers' : 'complaints');

function valueOf({ data, sealed }: LogRow): unknown {
  return sealed ? { ...data, sealed } : data;
}

/** I3: whatever is published was committed, just so. I4: whatever was committed is published, where its key belongs. */
export function publishedIsCommitted(snapshot: Snapshot): string[] {
  const rows = [...snapshot.logs.values()].flat();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const first = firstOccurrences(snapshot);
  return [
    ...snapshot.messages.flatMap((message) => notCommitted(message, byId)),
    ...rows.filter(({ id }) => !first.has(id)).map((row) => `I4 ${nameOf(row)} was committed and is not published`),
  ];
}

function notCommitted(message: TopicMessage, byId: ReadonlyMap<string, LogRow>): string[] {
  const id = message.headers['ce_id'];
  if (!id) return [];
  const at = `${message.topic}/${message.partition}@${message.offset}`;
  const row = byId.get(id);
  if (!row) return [`I3 ${at} holds event ${id}, which no log has`];
  const right =
    message.topic === topicOf(row) && message.key === row.subject && message.partition === partitionOf(row.subject) &&
    message.headers['ce_version'] === String(row.version) && message.headers['ce_type'] === row.type &&
    message.headers['ce_recordedat'] === row.recordedAt && message.value === JSON.stringify(valueOf(row));
  return right ? [] : [`I3 ${at} says otherwise than the log about ${nameOf(row)}`];
}
