import type { ServiceLag } from '@amends/runtime';
import { leftOf, settled } from './settled.js';

const lag = (head: string, published: string, position: string, end: string): ServiceLag[] => [
  { service: 'intake', log: { head, published, relay: 'leading' }, consumers: [] },
  { service: 'insight', consumers: [{ name: 'file@1', behind: '0', partitions: [{ partition: 'complaints/0', position, end }] }] },
];

describe('a report is complete', () => {
  it('when relays have passed the heads of the end, and insight the ends that topics have then; later events do not count', async () => {
    const looks = [lag('10', '4', '4', '4'), lag('12', '10', '8', '10'), lag('20', '15', '9', '15'), lag('30', '20', '10', '20')];
    const told: number[] = [];
    await settled(() => Promise.resolve(looks.shift()!), new AbortController().signal, (events) => told.push(events));
    expect(told).toEqual([0, 2, 1, 0]);
    expect(looks).toEqual([]);
  });

  it('not before insight answers at all', async () => {
    const looks = [lag('1', '1', '1', '1').slice(0, 1), lag('1', '1', '1', '1')];
    await settled(() => Promise.resolve(looks.shift()!), new AbortController().signal, () => undefined);
    expect(looks).toEqual([]);
  });
});

it('the farthest of several readers counts', () => {
  const reader = (position: string) => ({ name: position, behind: '0', partitions: [{ partition: 'complaints/0', position, end: '9' }] });
  expect(leftOf([reader('9'), reader('2'), reader('7')])).toBe(7);
});
