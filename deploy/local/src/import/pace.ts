import type { ServiceLag } from '@amends/runtime';
import { setTimeout as sleep } from 'node:timers/promises';

/** The importer pauses while any consumer is more than so many events behind, so that live traffic keeps its pace. */
export const BEHIND_LIMIT = 2_000;
/**
 * How often it looks. There is no lower limit at which it goes on: what is under way (a few requests of 500 events) comes on
 * top, and waiting until consumers have less to do let them run dry before the next request arrived.
 */
const LOOK_MS = 250;

/** How many events the consumer that is farthest behind has not handled yet, unpublished ones included. Pure. */
export function farthestBehind(services: readonly ServiceLag[]): number {
  const unpublished = services.reduce((sum, { log }) => sum + (log ? unpublishedOf(log) : 0), 0);
  const behind = services.flatMap(({ consumers }) => consumers.map((consumer) => Number(consumer.behind)));
  return unpublished + Math.max(0, ...behind);
}

/** A relay that does not lead right now cannot tell; what it has not published shows when it does. */
const unpublishedOf = ({ head, published }: NonNullable<ServiceLag['log']>): number => (published === null ? 0 : Number(BigInt(head) - BigInt(published)));

/** Keeps the importer behind live traffic: looks how far consumers are, and pauses or goes on. */
export class Pace {
  isOpen = true;
  /** How long the importer has waited for consumers. */
  pausedMs = 0;

  constructor(
    private readonly lag: () => Promise<readonly ServiceLag[]>,
    private readonly onOpen: () => void,
  ) {}

  /** Looks until the signal ends it; when nobody answers, things stay as they are: the requests themselves find out. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const since = Date.now();
      const services = await this.lag().catch(() => undefined);
      if (services) this.isOpen = farthestBehind(services) <= BEHIND_LIMIT;
      if (this.isOpen) this.onOpen();
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      if (!this.isOpen) this.pausedMs += Date.now() - since;
    }
  }
}
