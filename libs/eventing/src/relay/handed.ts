import type { StoredEvent } from '../log/recorded.js';

/** Beyond this the relay is far behind, and reads from the log instead of holding everything in memory: about 20 MB. */
const KEPT = 20_000;

/** Committed events on their way from the log to the relay without a read; commits may arrive out of order of positions. */
export class Handed {
  private readonly events = new Map<bigint, StoredEvent>();

  get size(): number {
    return this.events.size;
  }

  add(events: readonly StoredEvent[]): void {
    if (this.events.size + events.length > KEPT) this.events.clear();
    for (const event of events) this.events.set(event.position, event);
  }

  /** The events that follow a position without a gap, at most `limit`; undefined when the next one was not handed over. */
  after(position: bigint, limit: number): readonly StoredEvent[] | undefined {
    const found: StoredEvent[] = [];
    for (let next = position + 1n; found.length < limit; next += 1n) {
      const event = this.events.get(next);
      if (!event) break;
      found.push(event);
      this.events.delete(next);
    }
    if (found.length > 0) return found;
    this.forget(position);
    return undefined;
  }

  clear(): void {
    this.events.clear();
  }

  /** What was published after a read from the log is never asked for again. */
  private forget(published: bigint): void {
    for (const position of this.events.keys()) if (position <= published) this.events.delete(position);
  }
}
