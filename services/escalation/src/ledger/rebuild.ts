import type { RecordedEvent } from '@amends/contracts';
import { createHash } from 'node:crypto';
import { EMPTY_PAGE, foldEvent, hasHeard, type Page } from './page.js';

/**
 * The ledger anew from nothing: facts and its own recorded events are folded in the order of the topic, and nothing is judged
 * again. A repetition changes nothing.
 */
export function rebuild(events: Iterable<RecordedEvent>): ReadonlyMap<string, Page> {
  const pages = new Map<string, Page>();
  const obligations = new Map<string, number>();
  for (const event of events) {
    if (event.streamKind !== 'complaint' && event.streamKind !== 'obligations') continue;
    const page = pages.get(event.subject) ?? EMPTY_PAGE;
    if (event.streamKind === 'complaint' ? hasHeard(page, event) : event.version <= (obligations.get(event.subject) ?? 0)) continue;
    if (event.streamKind === 'obligations') obligations.set(event.subject, event.version);
    pages.set(event.subject, foldEvent(page, event));
  }
  return pages;
}

/** One number for a whole ledger: two that say the same have the same, whatever the order of their pages and fields. */
export function checksum(pages: ReadonlyMap<string, Page>): string {
  const lines = [...pages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([complaint, page]) => `${complaint} ${JSON.stringify(page, sorted)}`);
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

const sorted = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
