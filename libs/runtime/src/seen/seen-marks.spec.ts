import fc from 'fast-check';
import type { SeenMark } from '@amends/eventing';
import { Problem } from '../problem/problem.js';
import { formatSeen, mergeSeen, parseSeen } from './seen-marks.js';

const one = '01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e';
const two = '01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0f';

const mark = (version: number, id = one, source: SeenMark['source'] = 'intake'): SeenMark => ({ source, kind: 'complaint', id, version });

describe('Amends-Seen', () => {
  it('is read, the newest version of each stream winning', () => {
    expect(parseSeen(`intake/complaint:${one}@3, resolution/complaint:${one}@2 ,intake/complaint:${one}@1,`)).toEqual([mark(3), mark(2, one, 'resolution')]);
    expect(parseSeen(undefined)).toEqual([]);
    expect(parseSeen('  ')).toEqual([]);
  });

  it.each([
    'x',
    `billing/complaint:${one}@1`,
    `intake/ticket:${one}@1`,
    `intake/complaint:${one}@0`,
    `intake/complaint:${one}@-1`,
    `intake/complaint:${one}@1e3`,
    `intake/complaint:${one.toUpperCase()}@1`,
    `intake/complaint:${one}@99999999999`,
    Array.from({ length: 65 }, () => `intake/complaint:${one}@1`).join(','),
  ])('is refused when malformed: %.60s', (header) => {
    expect(() => parseSeen(header)).toThrow(Problem);
  });

  it('merges what came in with what was done, without going back', () => {
    expect(mergeSeen([mark(3), mark(1, two)], [mark(4)])).toEqual([mark(1, two), mark(4)]);
    expect(mergeSeen([mark(5)], [mark(4)])).toEqual([mark(5)]);
  });

  it('forgets the oldest marks when there are too many', () => {
    const many = Array.from({ length: 70 }, (_, n) => mark(1, `01938f3e-7c1a-7b3c-9d2e-${String(n).padStart(12, '0')}`));
    const kept = parseSeen(formatSeen(many));
    expect(kept).toHaveLength(64);
    expect(kept.at(-1)).toEqual(many.at(-1));
  });

  it('comes out as it went in', () => {
    const marks = fc.uniqueArray(
      fc.record<SeenMark>({
        source: fc.constantFrom('intake', 'resolution', 'escalation', 'follow-up'),
        kind: fc.constantFrom('complaint', 'customer', 'obligations', 'source'),
        id: fc.uuid(),
        version: fc.integer({ min: 1, max: 999_999_999 }),
      }),
      { maxLength: 64, selector: ({ source, kind, id }) => `${source}/${kind}:${id}` },
    );
    fc.assert(fc.property(marks, (some) => expect(parseSeen(formatSeen(some))).toEqual(some)));
  });
});
