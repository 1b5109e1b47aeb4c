import type { RecordedEvent } from '@amends/contracts';
import { attributesOf, toEvent, type EndOffsets, type IncomingMessage, type Transport } from '@amends/eventing';
import { randomUUID } from 'node:crypto';

const TOPIC = 'complaints' as const;
const WAIT_MS = 500;

/** What may be known of a message without reading it whole. */
export type Heading = Pick<RecordedEvent, 'source' | 'streamKind' | 'type'>;

/** What is read of a topic, and who is told. */
export interface Reading {
  /** Partitions with the offsets up to which they are read, by `complaints/7`. */
  readonly ends: EndOffsets;
  wanted(heading: Heading): boolean;
  tell(event: RecordedEvent): void;
  /** In messages. */
  progress(done: number): void;
}

/** Up to where all partitions of the topic `complaints` reach now. */
export const endsOf = (transport: Transport): Promise<EndOffsets> => transport.endOffsets([TOPIC]);

/**
 * Partitions in goes of some messages each, so that of a long history no more than one go is in memory at a time; every partition is
 * read whole in one of them.
 */
export function inGoes(ends: EndOffsets, most: number): readonly EndOffsets[] {
  const goes: { ends: Record<string, bigint>; messages: bigint }[] = [];
  for (const [partition, end] of Object.entries(ends)) {
    const last = goes.at(-1);
    if (last && last.messages + end <= BigInt(most)) {
      last.ends[partition] = end;
      last.messages += end;
    } else goes.push({ ends: { [partition]: end }, messages: end });
  }
  return goes.map((go) => go.ends);
}

/**
 * Tells every event of some partitions of the topic `complaints` from the beginning, in the order of each complaint, in a group of its own
 * that nobody else is in. Returns how many messages could not be read.
 */
export async function readTopic(transport: Transport, { ends, wanted, tell, progress }: Reading): Promise<number> {
  // Of what others read nothing is fetched but what comes while we read, and that is stepped over: it has no end here.
  const subscription = await transport.subscribe(`what-if-${randomUUID()}`, [TOPIC], async () => othersOf(await endsOf(transport), ends));
  const at = new Map<string, bigint>();
  let unreadable = 0;
  try {
    while (!isThere(at, ends)) {
      const batch = await subscription.next(WAIT_MS);
      if (!batch) continue;
      const name = `${batch.topic}/${batch.partition}`;
      const end = ends[name] ?? 0n;
      for (const message of batch.messages) if (message.offset < end && message.offset >= (at.get(name) ?? 0n)) unreadable += toldOne(message, wanted, tell);
      const next = batch.messages.at(-1)!.offset + 1n;
      at.set(name, next);
      await batch.done(next);
      progress(doneOf(at, ends));
    }
  } finally {
    await subscription.close();
  }
  return unreadable;
}

const othersOf = (all: EndOffsets, mine: EndOffsets): EndOffsets => Object.fromEntries(Object.entries(all).filter(([name]) => mine[name] === undefined));

const isThere = (at: ReadonlyMap<string, bigint>, ends: EndOffsets): boolean => Object.entries(ends).every(([name, end]) => (at.get(name) ?? 0n) >= end);

const doneOf = (at: ReadonlyMap<string, bigint>, ends: EndOffsets): number =>
  [...at].reduce((sum, [name, offset]) => sum + Number(offset < (ends[name] ?? 0n) ? offset : (ends[name] ?? 0n)), 0);

/** 1 when the message cannot be read, which quarantine has told the operator about. */
function toldOne({ key, headers, value }: IncomingMessage, wanted: (heading: Heading) => boolean, tell: (event: RecordedEvent) => void): number {
  try {
    const attributes = attributesOf(key?.toString('utf8'), headers);
    if (wanted({ ...attributes, type: headers['ce_type'] ?? '' })) tell(toEvent(attributes, headers, value, Number.MAX_SAFE_INTEGER));
    return 0;
  } catch {
    return 1;
  }
}
