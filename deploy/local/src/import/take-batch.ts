import type { PastComplaint } from './past-complaint.js';

/** Bounds of one bulk request: so small that the few which are under way when the importer pauses do not put consumers far behind. */
export const BATCH = { items: 500, events: 500 } as const;

/** Takes the oldest items of a lane that fit one request, and no more; at least one when there is any. */
export function takeBatch(waiting: PastComplaint[], { items, events }: { items: number; events: number } = BATCH): PastComplaint[] {
  let sum = 0;
  const end = waiting.findIndex((one, index) => {
    sum += one.next!.events;
    return index > 0 && (index >= items || sum > events);
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}
