import type { ServiceLag } from '@amends/runtime';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 100;

/**
 * Waits until a service (insight unless told) has read everything that is in the logs now: first the relays pass the heads of this moment, then its
 * consumers pass the ends that the topics have thereafter. Tells how many events are left; ends with the signal.
 */
export async function settled(lag: () => Promise<readonly ServiceLag[]>, signal: AbortSignal, left: (events: number) => void, reader = 'insight'): Promise<void> {
  const heads = new Map<string, bigint>();
  let ends: Map<string, bigint> | undefined;
  for (; ; await sleep(LOOK_MS, undefined, { signal })) {
    const services = await lag().catch((): readonly ServiceLag[] => []);
    for (const { service, log } of services) if (log && !heads.has(service)) heads.set(service, BigInt(log.head));
    const readers = services.find(({ service }) => service === reader)?.consumers ?? [];
    if (readers.length === 0) continue;
    if (!ends && isPublished(services, heads)) ends = endsOf(readers);
    left(leftOf(readers, ends));
    if (ends && leftOf(readers, ends) === 0) return;
  }
}

/** Whether the relays of all services have passed these heads. Pure. */
export function isPublished(services: readonly ServiceLag[], heads: ReadonlyMap<string, bigint>): boolean {
  return [...heads].every(([service, head]) => {
    const published = services.find((one) => one.service === service)?.log?.published ?? null;
    return published !== null && BigInt(published) >= head;
  });
}

type Consumers = ServiceLag['consumers'];

const endsOf = (consumers: Consumers): Map<string, bigint> =>
  new Map(consumers.flatMap(({ partitions }) => partitions.map(({ partition, end }) => [partition, BigInt(end)])));

/** How many messages the farthest of these consumers has not read of the topics up to these ends (or their present ones). Pure. */
export function leftOf(consumers: Consumers, ends?: ReadonlyMap<string, bigint>): number {
  const each = consumers.map(({ partitions }) =>
    partitions.reduce((sum, { partition, position, end }) => {
      const behind = (ends?.get(partition) ?? BigInt(end)) - BigInt(position);
      return sum + (behind > 0n ? Number(behind) : 0);
    }, 0),
  );
  return Math.max(0, ...each);
}
