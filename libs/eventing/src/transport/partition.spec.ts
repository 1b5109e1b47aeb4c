import { PARTITIONS } from '@amends/contracts';
import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { randomUUID } from 'node:crypto';
import { murmur2, partitionOf } from './partition.js';

/** From Kafka's own test of Utils.murmur2 (UtilsTest.java). */
const KNOWN: readonly (readonly [string, number])[] = [
  ['21', -973932308], ['foobar', -790332482], ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829], ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971], ['abc', 479470107],
];

describe('the partition of a key', () => {
  it.each(KNOWN)('hashes %s as Kafka does', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
  });

  it("is what Kafka's default partitioner says, for ids and for any text", () => {
    const partitioner = Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: PARTITIONS }, (_, partitionId) => ({
      partitionErrorCode: 0, partitionId, leader: 1, replicas: [1], isr: [1],
    }));
    const theirs = (key: string): number => partitioner({ topic: 'complaints', partitionMetadata, message: { key, value: null } });
    for (let n = 0; n < 2000; n++) {
      const key = randomUUID();
      expect(partitionOf(key)).toBe(theirs(key));
    }
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1 }), (key) => partitionOf(key) === theirs(key)));
  });

  it('spreads ids over all partitions', () => {
    const counts = Map.groupBy(Array.from({ length: 12_000 }, () => partitionOf(randomUUID())), (partition) => partition);
    expect(counts.size).toBe(PARTITIONS);
    for (const hits of counts.values()) expect(Math.abs(hits.length - 1000)).toBeLessThan(200);
  });
});
