import type { PastComplaint } from './past-complaint.js';

/** Bounds of one bulk request. Requests are small enough that two of them stay below what a consumer may be behind. */
export const BATCH = { items: 500, steps: 1_000 } as const;

/** Takes the oldest items of a lane that fit one request, and no more; at least one when there is any. */
export function takeBatch(waiting: PastComplaint[], { items, steps }: { items: number; steps: number } = BATCH): PastComplaint[] {
  let sum = 0;
  const end = waiting.findIndex((one, index) => {
    sum += one.next!.steps;
    return index > 0 && (index >= items || sum > steps);
  });
  return waiting.splice(0, end === -1 ? waiting.length : end);
}
