import type { Message } from 'kafkajs';
import { partitionOf } from './partition.js';
import type { Headers, OutgoingMessage } from './transport.js';

/** A broker refuses a record batch above 1 MiB unless told otherwise, and all of a send may go to one partition. */
const SEND_BYTES = 900_000;

/** Messages that travel in one request. */
export interface Send {
  readonly byTopic: ReadonlyMap<string, Message[]>;
  /** How many messages, by `topic/partition`. */
  readonly counts: ReadonlyMap<string, number>;
}

/** Splits messages, in order, into sends that no broker finds too large; one message is never split. */
export function* sendsOf(messages: readonly OutgoingMessage[]): Generator<Send> {
  let start = 0;
  let bytes = 0;
  for (let index = 0; index < messages.length; index++) {
    const size = sizeOf(messages[index]!);
    if (bytes + size > SEND_BYTES && index > start) {
      yield grouped(messages.slice(start, index));
      start = index;
      bytes = 0;
    }
    bytes += size;
  }
  if (start < messages.length) yield grouped(messages.slice(start));
}

function grouped(messages: readonly OutgoingMessage[]): Send {
  const byTopic = new Map<string, Message[]>();
  const counts = new Map<string, number>();
  for (const { topic, key, headers, value } of messages) {
    const partition = partitionOf(key);
    const list = byTopic.get(topic) ?? [];
    list.push({ key, partition, headers: headers as Record<string, string>, value });
    byTopic.set(topic, list);
    const name = `${topic}/${partition}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return { byTopic, counts };
}

function sizeOf({ key, headers, value }: OutgoingMessage): number {
  return key.length + Buffer.byteLength(value) + sizeOfHeaders(headers) + 100;
}

function sizeOfHeaders(headers: Headers): number {
  let size = 0;
  for (const name in headers) size += name.length + headers[name]!.length * 3 + 4;
  return size;
}
