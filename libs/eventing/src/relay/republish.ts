import { TOPICS } from '@amends/contracts';
import type { Database } from '../database.js';
import { toMessage } from '../log/cloud-event.js';
import type { EventLog } from '../log/event-log.js';
import type { StoredEvent } from '../log/recorded.js';
import type { EndOffsets, OutgoingMessage, Transport } from '../transport/transport.js';
import { Clusters } from './cluster.js';
import { seizeLead } from './lead.js';

/** Events read from a log at a time, and messages in a send: memory stays the same whatever the logs hold. */
const PAGE = 1000;

/** How long a relay may take to step down. */
const PATIENCE_MS = 15_000;

/** What is published again, and who has to know. */
export interface Republication {
  readonly logs: readonly { readonly database: Database; readonly log: EventLog }[];
  /** Every service's schema, also of those that only read. */
  readonly allDatabases: readonly Database[];
  readonly transport: Transport;
  /** Hears now and then how many events have been published, of how many. */
  readonly onProgress?: (published: bigint, total: bigint) => void;
  readonly patienceMs?: number;
}

/**
 * Publishes all logs anew into a cluster that has lost them or never had them, merged by recordedAt, which never contradicts cause
 * and effect. Then starts a new generation: relays go on from there, consumers read from the beginning and recognise what they know.
 * Safe to run again after a crash at any point. Relays are kept out meanwhile; one that leads is asked to step down.
 */
export async function republish(work: Republication): Promise<{ readonly published: bigint; readonly generation: number }> {
  const leads: Awaited<ReturnType<typeof seizeLead>>[] = [];
  try {
    for (const { database } of work.logs) leads.push(await seizeLead(database, work.patienceMs ?? PATIENCE_MS));
    await work.transport.ensureTopics(TOPICS);
    const clusterId = await work.transport.clusterId();
    const { cursors, endOffsets, published } = await publishMerged(work);
    if (!leads.every((lead) => lead.isMine())) throw new Error('a connection broke while publishing: run it again');
    const generation = await startGeneration(work, clusterId, cursors, endOffsets);
    return { published, generation };
  } finally {
    await Promise.all(leads.map((lead) => lead.release()));
  }
}

async function publishMerged({ logs, transport, onProgress }: Republication) {
  const cursors = logs.map(({ log }) => new Cursor(log));
  let endOffsets: EndOffsets = {};
  let published = 0n;
  for (;;) {
    const messages = await nextMessages(cursors);
    if (messages.length === 0) return { cursors, endOffsets, published };
    endOffsets = { ...endOffsets, ...(await transport.publish(messages)) };
    published += BigInt(messages.length);
    if (onProgress) onProgress(published, await totalOf(logs));
  }
}

/** The next page of all logs together; a log that seemed read to its end is asked again, because its service goes on. */
async function nextMessages(cursors: readonly Cursor[]): Promise<readonly OutgoingMessage[]> {
  const messages: OutgoingMessage[] = [];
  await Promise.all(cursors.map((cursor) => cursor.fill()));
  while (messages.length < PAGE) {
    const earliest = earliestOf(cursors);
    if (!earliest) break;
    messages.push(toMessage(earliest.log.source, earliest.take()));
    await earliest.fill();
  }
  return messages;
}

function earliestOf(cursors: readonly Cursor[]): Cursor | undefined {
  let earliest: Cursor | undefined;
  for (const cursor of cursors) {
    if (cursor.first && (!earliest || cursor.first.recordedAt < earliest.first!.recordedAt)) earliest = cursor;
  }
  return earliest;
}

async function totalOf(logs: Republication['logs']): Promise<bigint> {
  return (await Promise.all(logs.map(({ log }) => log.head()))).reduce((sum, head) => sum + head, 0n);
}

/** After all generations that any service ever had, so that a run that broke off half-way is overtaken by the next. */
async function startGeneration({ logs, allDatabases }: Republication, clusterId: string, cursors: readonly Cursor[], endOffsets: EndOffsets): Promise<number> {
  const databases = new Map([...allDatabases, ...logs.map(({ database }) => database)].map((database) => [database.schema, database]));
  const newest = await Promise.all([...databases.values()].map((database) => new Clusters(database).newestGeneration()));
  const generation = Math.max(...newest) + 1;
  for (const database of databases.values()) {
    const index = logs.findIndex((one) => one.database.schema === database.schema);
    const position = cursors[index]?.position ?? 0n;
    await new Clusters(database).startGeneration(clusterId, generation, { position, endOffsets });
  }
  return generation;
}

/** Where one log stands in the merge. */
class Cursor {
  position = 0n;
  private page: readonly StoredEvent[] = [];
  private next = 0;

  constructor(readonly log: EventLog) {}

  get first(): StoredEvent | undefined {
    return this.page[this.next];
  }

  async fill(): Promise<void> {
    if (this.first) return;
    this.page = await this.log.after(this.position, PAGE);
    this.next = 0;
  }

  take(): StoredEvent {
    const event = this.page[this.next++]!;
    this.position = event.position;
    return event;
  }
}
