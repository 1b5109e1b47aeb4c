import { Problem } from '../problem/problem.js';
import type { AmendsRequest, Caller } from './caller.js';
import { commandContextOf, traceparentOf } from './command-context.js';

const caller: Caller = {
  staff: { id: 'ana', role: 'agent', unit: 'north' },
  scope: { kind: 'units', units: ['north'], staff: 'ana' },
  now: '2026-11-21T10:00:00.000Z',
};

const request = (headers: Record<string, string> = {}, body = '{"a":1}', url = '/api/intake/complaints'): AmendsRequest =>
  ({ id: 'request-1', method: 'POST', url, headers, amends: { caller, rawBody: Buffer.from(body) } }) as unknown as AmendsRequest;

describe('the context of a command', () => {
  it('says who asks, for which units and when', () => {
    expect(commandContextOf(request())).toMatchObject({ actor: caller.staff, scope: ['north'], correlation: 'request-1', causation: null, now: caller.now });
  });

  it('has no scope for whoever sees the whole company', () => {
    const everywhere = request();
    everywhere.amends.caller = { ...caller, scope: { kind: 'company' } };
    expect(commandContextOf(everywhere).scope).toBeUndefined();
  });

  it("keeps an idempotency key apart from other people's", () => {
    expect(commandContextOf(request({ 'idempotency-key': 'k 1' })).idempotency?.key).toBe('ana:k 1');
    expect(commandContextOf(request())).not.toHaveProperty('idempotency');
  });

  it('recognises the same request by method, address and body', () => {
    const print = (body?: string, url?: string) => commandContextOf(request({ 'idempotency-key': 'k' }, body, url)).idempotency?.fingerprint;
    expect(print()).toBe(print());
    expect(print('{"a":2}')).not.toBe(print());
    expect(print(undefined, '/api/intake/customers')).not.toBe(print());
  });

  it.each([
    ['idempotency-key', ''],
    ['idempotency-key', 'x'.repeat(256)],
    ['idempotency-key', 'schlüssel'],
    ['amends-correlation', 'a b'],
    ['amends-correlation', 'x'.repeat(65)],
  ])('refuses a malformed %s', (name, value) => {
    expect(() => commandContextOf(request({ [name]: value }))).toThrow(Problem);
  });

  it('goes on with a trace that came, and starts one otherwise', () => {
    const came = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    expect(traceparentOf(came)).toBe(came);
    for (const bad of [undefined, 'x', came.toUpperCase(), `00-${'0'.repeat(32)}-b7ad6b7169203331-01`]) {
      expect(traceparentOf(bad)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    }
  });
});
