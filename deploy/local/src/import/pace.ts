import type { ServiceLag } from '@amends/runtime';
import { setTimeout as sleep } from 'node:timers/promises';

/** No consumer is to be more than so many events behind because of the importer, so that live traffic keeps its pace. */
export const BEHIND_LIMIT = 2_000;
/**
 * At 10,000 events a second consumers have still something to do when the next look is taken. Opening and closing the lanes at
 * two limits instead let the consumers run dry each time: 132 s for an import that took 97 s without any limit.
 */
const LOOK_MS = 150;

/** How many events the consumer that is farthest behind has not handled yet, unpublished ones included. Pure. */
export function farthestBehind(services: readonly ServiceLag[]): number {
  const unpublished = services.reduce((sum, { log }) => sum + (log ? unpublishedOf(log) : 0), 0);
  const behind = services.flatMap(({ consumers }) => consumers.map((consumer) => Number(consumer.behind)));
  return unpublished + Math.max(0, ...behind);
}

/** A relay that does not lead right now cannot tell; what it has not published shows when it does. */
const unpublishedOf = ({ head, published }: NonNullable<ServiceLag['log']>): number => (published === null ? 0 : Number(BigInt(head) - BigInt(published)));

/** Keeps the importer behind live traffic: as many events are sent as the slowest consumer is short of the limit. */
export class Pace {
  /** How long the importer has waited for consumers. */
  pausedMs = 0;
  private credit = BEHIND_LIMIT;
  private underWay = 0;

  constructor(
    private readonly lag: () => Promise<readonly ServiceLag[]>,
    private readonly onOpen: () => void,
  ) {}

  /** Whether more may be sent now. */
  get isOpen(): boolean {
    return this.credit > 0;
  }

  /** A request that leads to so many events is under way; call what is returned when it was answered. */
  sending(events: number): () => void {
    this.credit -= events;
    this.underWay += events;
    return () => void (this.underWay -= events);
  }

  /** Looks until the signal ends it; when nobody answers, things stay as they are: the requests themselves find out. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const [since, paused] = [Date.now(), !this.isOpen];
      const services = await this.lag().catch(() => undefined);
      if (services) this.look(farthestBehind(services));
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      if (paused) this.pausedMs += Date.now() - since;
    }
  }

  private look(behind: number): void {
    this.credit = BEHIND_LIMIT - behind - this.underWay;
    if (this.isOpen) this.onOpen();
  }
}
