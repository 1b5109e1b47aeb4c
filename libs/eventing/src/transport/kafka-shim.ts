/**
 * kafkajs 2.2.4 keeps a timer busy for ever: each check of its request queue arms the next one with the time left until
 * `throttledUntil`, which is -1 minus now, so that the check runs every millisecond on every connection
 * (github.com/tulios/kafkajs/issues/1556). Nothing pends and nothing is throttled then, so the check need not be armed:
 * idle processor time falls to a third.
 */
interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 copies all former headers of a record for each further one (protocol/recordBatch/record/v0/decoder.js): of the 34 µs
 * that a record of 17 headers costs a reader, 19 go there. Only headers are read as such an array, and only by its `reduce`.
 */
interface Decoder {
  readVarIntArray(reader: unknown): Header[];
}

interface Header {
  readonly key: string;
  readonly value: Buffer | null;
}

type HeaderValues = Record<string, Header['value'] | Header['value'][]>;

let installed = false;

/** Makes kafkajs arm its check only when a request pends or is throttled, and read headers in one go. Safe to call again. */
export function calmKafkajs(): void {
  if (installed) return;
  installed = true;
  armOnlyWhenNeeded((require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue }).prototype);
  readHeadersOnce((require('kafkajs/src/protocol/decoder') as { prototype: Decoder }).prototype);
}

function armOnlyWhenNeeded(queue: RequestQueue): void {
  const arm = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    arm.call(this);
  };
}

function readHeadersOnce(decoder: Decoder): void {
  const read = decoder.readVarIntArray;
  decoder.readVarIntArray = function (this: Decoder, reader) {
    return Object.assign(read.call(this, reader), { reduce: headersOf });
  };
}

/** As kafkajs makes them: a repeated header becomes an array. */
function headersOf(this: readonly Header[]): HeaderValues {
  const headers: HeaderValues = {};
  for (const { key, value } of this) {
    if (key === '__proto__') continue;
    const before = Object.hasOwn(headers, key) ? headers[key]! : undefined;
    if (before === undefined) headers[key] = value;
    else headers[key] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return headers;
}
