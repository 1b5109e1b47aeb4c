import { PARTITIONS } from '@amends/contracts';

const M = 0x5bd1e995;

/** Murmur2 with Kafka's seed over the key's UTF-8 bytes: the hash of Kafka's own default partitioner (Utils.murmur2). */
export function murmur2(bytes: Uint8Array): number {
  let hash = 0x9747b28c ^ bytes.length;
  const blocks = bytes.length >> 2;
  for (let block = 0; block < blocks; block++) {
    const at = block * 4;
    let k = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    k = Math.imul(k, M);
    k ^= k >>> 24;
    k = Math.imul(k, M);
    hash = Math.imul(hash, M) ^ k;
  }
  const rest = blocks * 4;
  const left = bytes.length & 3;
  if (left === 3) hash ^= bytes[rest + 2]! << 16;
  if (left >= 2) hash ^= bytes[rest + 1]! << 8;
  if (left >= 1) hash = Math.imul(hash ^ bytes[rest]!, M);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, M);
  return hash ^ (hash >>> 15);
}

/** The partition of a key; the same over Kafka and locally, so that a history can move between them. */
export const partitionOf = (key: string): number => (murmur2(Buffer.from(key)) & 0x7fffffff) % PARTITIONS;
