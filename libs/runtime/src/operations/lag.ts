import type { EndOffsets, RelayState, Waiting } from '@amends/eventing';
import type { Platform } from '../platform/platform.js';
import type { DeliveryReport } from '../platform/delivering.js';
import type { PunctualityReport } from '../platform/punctuality.js';
import type { ServiceParts } from '../platform/service-parts.js';

/** How far one consumer has read one partition. */
export interface PartitionLag {
  /** `complaints/7`. */
  readonly partition: string;
  readonly position: string;
  readonly end: string;
}

/** How far one consumer is in all. */
export interface ConsumerLag {
  readonly name: string;
  /** Messages that it has not read yet. */
  readonly behind: string;
  readonly partitions: readonly PartitionLag[];
  /** What it could not handle, and what parks behind that; only while there is any. */
  readonly parked?: Waiting;
}

/** How far a service's relay and consumers are. Positions and offsets are text, because they may exceed a JSON number. */
export interface ServiceLag {
  readonly service: string;
  readonly log?: { readonly head: string; readonly published: string | null; readonly relay: RelayState['kind']; readonly reason?: string };
  readonly consumers: readonly ConsumerLag[];
  /** Only of the service that strikes deadlines. */
  readonly deadlines?: PunctualityReport;
  /** Only of the service that tells people outside of Amends. */
  readonly notices?: DeliveryReport;
}

/** How far every service of this process is. */
export const lagOf = (platform: Platform): Promise<readonly ServiceLag[]> => Promise.all(platform.all().map((parts) => serviceLag(parts, platform)));

async function serviceLag(parts: ServiceParts, platform: Platform): Promise<ServiceLag> {
  const [log, consumers, deadlines, notices] = await Promise.all([logLag(parts), consumerLags(parts, platform), parts.punctuality.report(), parts.delivering.report()]);
  return { service: parts.name, ...(log ? { log } : {}), consumers, ...(deadlines ? { deadlines } : {}), ...(notices ? { notices } : {}) };
}

async function logLag({ withLog }: ServiceParts): Promise<ServiceLag['log']> {
  if (!withLog) return undefined;
  const state = withLog.relay.status();
  return {
    head: String(await withLog.log.head()),
    published: state.kind === 'leading' ? String(state.published) : null,
    relay: state.kind,
    ...(state.kind === 'on-hold' ? { reason: state.reason } : {}),
  };
}

async function consumerLags({ consumers, quarantine }: ServiceParts, { shared }: Platform): Promise<readonly ConsumerLag[]> {
  const waiting = await quarantine.waiting();
  return Promise.all(
    consumers.all().map(async (consumer) => {
      const [position, ends] = await Promise.all([consumer.position(), shared.transport.endOffsets([...consumer.handler.topics])]);
      const partitions = partitionLags(position, ends);
      const behind = partitions.reduce((sum, { position: at, end }) => sum + BigInt(end) - BigInt(at), 0n);
      const parked = waiting.get(consumer.handler.name);
      return { name: consumer.handler.name, behind: String(behind), partitions, ...(parked ? { parked } : {}) };
    }),
  );
}

/** Position beside end offset of each partition; a partition never read stands at 0. Pure. */
export const partitionLags = (position: EndOffsets, ends: EndOffsets): readonly PartitionLag[] =>
  Object.entries(ends).map(([partition, end]) => ({ partition, position: String(position[partition] ?? 0n), end: String(end) }));
