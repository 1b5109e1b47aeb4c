/** A record that kafkajs is to encode; headers are text here, once each. */
interface Record {
  readonly offsetDelta?: number;
  readonly timestampDelta?: number;
  readonly key?: Buffer | string | null;
  readonly value: Buffer | string | null;
  readonly headers?: { readonly [name: string]: unknown };
}

/** As much of kafkajs' encoder as it asks of one that is full. */
interface Encoded {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

type EncodeRecord = (record: Record) => Encoded;

let installed = false;

/**
 * Makes kafkajs encode records this way: 2.2.4 takes an encoder of 512 bytes for each header, and a record with the sixteen of a
 * CloudEvent costs it 25 µs; here 3 µs. Only what is sent later is concerned; safe to call again.
 */
export function quickenRecords(): void {
  if (installed) return;
  installed = true;
  const path = require.resolve('kafkajs/src/protocol/recordBatch/record/v0');
  const original = require(path) as EncodeRecord;
  const module = require.cache[path];
  if (module) module.exports = (record: Record): Encoded => (isPlain(record) ? encodeRecord(record) : original(record));
}

const isPlain = ({ headers }: Record): boolean => {
  for (const name in headers) if (typeof headers[name] !== 'string') return false;
  return true;
};

/** Names of headers with their length before them, as they stand in a record: there are few. */
const names = new Map<string, Buffer>();
const NAMES = 1000;

let scratch = Buffer.allocUnsafe(64 * 1024);
let at = 0;

/** A record of Kafka's format 2: attributes, time and offset since the batch's first, key, value, headers, and its length before all. */
export function encodeRecord({ offsetDelta = 0, timestampDelta = 0, key, value, headers = {} }: Record): Encoded {
  at = 0;
  reserve(1);
  scratch[at++] = 0;
  integer(timestampDelta);
  integer(offsetDelta);
  bytes(key);
  bytes(value);
  const all = Object.keys(headers);
  integer(all.length);
  for (const name of all) {
    const encoded = nameOf(name);
    reserve(encoded.length);
    at += encoded.copy(scratch, at);
    bytes(headers[name] as string);
  }
  return withLength();
}

function nameOf(name: string): Buffer {
  const known = names.get(name);
  if (known) return known;
  const begin = at;
  bytes(name);
  const encoded = Buffer.from(scratch.subarray(begin, at));
  at = begin;
  if (names.size < NAMES) names.set(name, encoded);
  return encoded;
}

function withLength(): Encoded {
  const length = at;
  integer(length);
  const record = Buffer.allocUnsafe(at);
  scratch.copy(record, 0, length, at);
  scratch.copy(record, at - length, 0, length);
  return { buf: record, buffer: record };
}

function bytes(value: Buffer | string | null | undefined): void {
  if (value === null || value === undefined) return integer(-1);
  const length = Buffer.byteLength(value);
  integer(length);
  reserve(length);
  at += typeof value === 'string' ? scratch.write(value, at, 'utf8') : value.copy(scratch, at);
}

/** A zigzag number of seven bits a byte; by division, because a difference of times may need more than 32 bits. */
function integer(value: number): void {
  reserve(10);
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  while (rest >= 128) {
    scratch[at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  scratch[at++] = rest;
}

function reserve(length: number): void {
  if (at + length <= scratch.length) return;
  const larger = Buffer.allocUnsafe(2 ** Math.ceil(Math.log2(at + length)));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}
