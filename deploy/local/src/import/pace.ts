import type { ServiceLag } from '@amends/runtime';
import { setTimeout as sleep } from 'node:timers/promises';

/** The importer pauses while any consumer is more than so many events behind, so that live traffic keeps its pace. */
export const BEHIND_LIMIT = 2_000;
/** It goes on below this: the consumers still have something to do when the next events arrive. */
const GO_ON_BELOW = 1_500;
/** At 10,000 events a second the limit is reached in a fifth of a second. */
const LOOK_MS = 100;

/** How many events the consumer that is farthest behind has not handled yet, unpublished ones included. Pure. */
export function farthestBehind(services: readonly ServiceLag[]): number {
  const unpublished = services.reduce((sum, { log }) => sum + (log ? unpublishedOf(log) : 0), 0);
  const behind = services.flatMap(({ consumers }) => consumers.map((consumer) => Number(consumer.behind)));
  return unpublished + Math.max(0, ...behind);
}

/** A relay that does not lead right now cannot tell; what it has not published shows when it does. */
const unpublishedOf = ({ head, published }: NonNullable<ServiceLag['log']>): number => (published === null ? 0 : Number(BigInt(head) - BigInt(published)));

/** Whether to pause, given whether it is paused already. Pure. */
export const pausesAt = (behind: number, paused: boolean): boolean => behind > (paused ? GO_ON_BELOW : BEHIND_LIMIT);

/** Keeps the importer behind live traffic: looks how far consumers are and opens or closes the lanes. */
export class Pace {
  isOpen = true;
  /** How long the importer has waited for consumers. */
  pausedMs = 0;

  constructor(
    private readonly lag: () => Promise<readonly ServiceLag[]>,
    private readonly onOpen: () => void,
  ) {}

  /** Looks until the signal ends it; when nobody answers, lanes stay as they are: their own requests find out. */
  async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const since = Date.now();
      const services = await this.lag().catch(() => undefined);
      if (services) this.set(!pausesAt(farthestBehind(services), !this.isOpen));
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
      if (!this.isOpen) this.pausedMs += Date.now() - since;
    }
  }

  private set(isOpen: boolean): void {
    const opens = isOpen && !this.isOpen;
    this.isOpen = isOpen;
    if (opens) this.onOpen();
  }
}
