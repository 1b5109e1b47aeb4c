import type { PastComplaint } from './past-complaint.js';
import { takeBatch } from './take-batch.js';

const waiting = (...events: number[]) => events.map((count) => ({ next: { events: count } }) as PastComplaint);
const sizes = (batch: PastComplaint[]) => batch.map(({ next }) => next!.events);

describe('a bulk request', () => {
  it('takes what waited longest, up to so many items', () => {
    const all = waiting(1, 2, 3);
    expect([sizes(takeBatch(all, { items: 2, events: 100 })), sizes(all)]).toEqual([[1, 2], [3]]);
  });

  it('takes no more events than consumers can keep up with', () => {
    const all = waiting(4, 4, 4);
    expect([sizes(takeBatch(all, { items: 100, events: 8 })), sizes(all)]).toEqual([[4, 4], [4]]);
  });

  it('takes a complaint with a long history by itself', () => {
    const all = waiting(50, 1);
    expect([sizes(takeBatch(all, { items: 100, events: 8 })), sizes(all)]).toEqual([[50], [1]]);
  });
});
