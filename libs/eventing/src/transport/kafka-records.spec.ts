import { BatchDecoder, type DecodedRecord } from './kafka-decoding.js';
import { encodeRecord } from './kafka-encoding.js';

interface Decoder {
  buffer: Buffer;
  offset: number;
}

// Inner modules of kafkajs, which have no types: what it does itself is the measure of what we do in its place.
const Decoder = require('kafkajs/src/protocol/decoder') as new (buffer: Buffer) => Decoder;
const encode = require('kafkajs/src/protocol/recordBatch/record/v0') as (record: object) => { buffer: Buffer };
const decode = require('kafkajs/src/protocol/recordBatch/v0/decoder') as (decoder: Decoder) => Promise<{ records: DecodedRecord[] }>;
const { RecordBatch } = require('kafkajs/src/protocol/recordBatch/v0') as { RecordBatch: (batch: object) => Promise<{ buffer: Buffer }> };

const RECORDS = [
  { key: '01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e', value: '{"reference":"2600000014"}', headers: { ce_id: 'a', CE_Source: '/amends/intake', empty: '' } },
  { offsetDelta: 1, timestampDelta: 5_000_000_000, key: null, value: null, headers: {} },
  { offsetDelta: 2, timestampDelta: 64, key: 'ключ', value: '漏水 💧'.repeat(4000), headers: { words: 'größer als 128 Bytes '.repeat(40) } },
  { offsetDelta: 3, key: Buffer.from([0, 255]), value: Buffer.alloc(200_000, 7), headers: { ce_id: 'b' } },
];

const batchOf = async (records: readonly object[], more: object = {}): Promise<Buffer> =>
  (await RecordBatch({ records: records.map(encode), firstTimestamp: 1_795_000_000_000, maxTimestamp: 1_800_000_000_000, lastOffsetDelta: records.length - 1, ...more })).buffer;

describe('a record in the form that Kafka keeps it', () => {
  it.each(RECORDS.map((record) => [record]))('has the very bytes that kafkajs gives it', (record) => {
    expect(encodeRecord(record).buffer.equals(encode(record).buffer)).toBe(true);
  });

  it('is read as kafkajs reads it, its headers as text with names in lower case', async () => {
    const bytes = await batchOf(RECORDS);
    const theirs = (await decode(new Decoder(bytes))).records;
    const ours = (await new BatchDecoder(decode).decode(new Decoder(bytes))).records;
    expect(ours.map(({ offset, timestamp, key, value }) => ({ offset, timestamp, key, value }))).toEqual(theirs.map(({ offset, timestamp, key, value }) => ({ offset, timestamp, key, value })));
    expect(ours.map(({ headers }) => headers)).toEqual([{ ce_id: 'a', ce_source: '/amends/intake', empty: '' }, {}, { words: 'größer als 128 Bytes '.repeat(40) }, { ce_id: 'b' }]);
    expect(ours.map(({ incoming }) => incoming.offset)).toEqual([0n, 1n, 2n, 3n]);
  });
});

describe('a batch that several consumers fetch', () => {
  const decoder = new BatchDecoder(decode);
  const read = async (bytes: Buffer): Promise<readonly DecodedRecord[]> => (await decoder.decode(new Decoder(bytes))).records;

  it('is decoded once for the same bytes', async () => {
    const bytes = await batchOf(RECORDS);
    expect(await read(Buffer.from(bytes))).toBe(await read(bytes));
  });

  it('is decoded anew when one byte differs, whatever its checksum says', async () => {
    const bytes = await batchOf([RECORDS[0]!]);
    const other = Buffer.from(bytes);
    other[other.indexOf('2600000014')] = '3'.charCodeAt(0);
    await read(bytes);
    expect(String((await read(other))[0]!.value)).toBe('{"reference":"3600000014"}');
  });

  it('leaves the decoder behind the batch, and one that is cut short to kafkajs', async () => {
    const bytes = await batchOf(RECORDS);
    const whole = new Decoder(Buffer.concat([bytes, bytes]));
    await decoder.decode(whole);
    expect(whole.offset).toBe(bytes.length);
    await expect(decoder.decode(new Decoder(bytes.subarray(0, -1)))).rejects.toThrow('partial');
  });

  it('leaves a transactional one to kafkajs', async () => {
    const records = await read(await batchOf(RECORDS, { transactional: true }));
    expect(records[0]).not.toHaveProperty('incoming');
  });
});
