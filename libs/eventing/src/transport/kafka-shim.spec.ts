import { calmKafkajs } from './kafka-shim.js';

interface Queue {
  pending: unknown[];
  throttledUntil: number;
  inflight: Map<number, unknown>;
  push(request: unknown): void;
  fulfillRequest(response: { correlationId: number; payload: unknown; size: number }): void;
  scheduleCheckPendingRequests(): void;
  maybeThrottle(ms: number): void;
}

describe('kafkajs, calmed', () => {
  const logger = { debug: () => undefined, warn: () => undefined };
  let sent: number[];
  let queue: Queue;
  const request = (correlationId: number) => ({
    entry: { correlationId, apiName: 'x', apiKey: 1, apiVersion: 1, resolve: () => undefined, reject: () => undefined },
    expectResponse: true,
    sendRequest: () => sent.push(correlationId),
  });

  beforeEach(() => {
    calmKafkajs();
    jest.useFakeTimers();
    sent = [];
     
    const RequestQueue = require('kafkajs/src/network/requestQueue') as new (options: object) => Queue;
    queue = new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 1000, enforceRequestTimeout: false, clientId: 'c', broker: 'b', logger });
  });
  afterEach(() => jest.useRealTimers());

  it('arms no timer when nothing pends', () => {
    queue.scheduleCheckPendingRequests();
    queue.push(request(1));
    queue.fulfillRequest({ correlationId: 1, payload: {}, size: 0 });
    expect(sent).toEqual([1]);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('still sends what had to wait for the request in flight', () => {
    queue.push(request(1));
    queue.push(request(2));
    expect(sent).toEqual([1]);
    queue.fulfillRequest({ correlationId: 1, payload: {}, size: 0 });
    expect(sent).toEqual([1, 2]);
    queue.fulfillRequest({ correlationId: 2, payload: {}, size: 0 });
    jest.advanceTimersByTime(1000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('still sends what was throttled, when that is over, and is quiet again', () => {
    queue.maybeThrottle(200);
    queue.push(request(1));
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(250);
    expect(sent).toEqual([1]);
    queue.fulfillRequest({ correlationId: 1, payload: {}, size: 0 });
    jest.advanceTimersByTime(250);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('still reads headers as it did: repeated ones as a list, null and odd names included', () => {
    const Decoder = require('kafkajs/src/protocol/decoder') as new (buffer: Buffer) => { readVarIntArray(reader: unknown): { reduce(...args: unknown[]): unknown } };
    const given = [{ key: 'a', value: '1' }, { key: 'b', value: null }, { key: 'a', value: '2' }, { key: 'a', value: '3' }, { key: 'toString', value: 'x' }];
    // A length as a zigzag number, and a reader that needs no bytes.
    let next = 0;
    const list = new Decoder(Buffer.from([given.length * 2])).readVarIntArray(() => given[next++]);
    expect(list.reduce(() => undefined, {})).toEqual({ a: ['1', '2', '3'], b: null, toString: 'x' });
  });

  it('is installed once, however often it is asked for', () => {
    const { scheduleCheckPendingRequests } = Object.getPrototypeOf(queue) as Queue;
    calmKafkajs();
    expect((Object.getPrototypeOf(queue) as Queue).scheduleCheckPendingRequests).toBe(scheduleCheckPendingRequests);
  });
});
