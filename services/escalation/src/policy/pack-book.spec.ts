import { SHIPPED_PACKS } from '@amends/policy';
import { PackBook, UnknownPack } from './pack-book.js';

const [standard] = SHIPPED_PACKS;
const mine = { ...standard!, name: 'mine', version: 2 };

describe('which policy pack is in force', () => {
  const book = new PackBook([mine], [{ from: '2026-12-01T00:00:00Z', pack: 'fca-disp@1' }, { from: '2026-11-01T00:00:00Z', pack: 'mine@2' }]);

  it.each([
    ['the standard one before anybody decided', '2026-10-31T23:59:59.999Z', 'default@1'],
    ['the one that was decided, from its instant on', '2026-11-01T00:00:00Z', 'mine@2'],
    ['the latest decision that has begun', '2027-05-01T00:00:00Z', 'fca-disp@1'],
  ])('is %s', (_which, instant, pack) => {
    expect(book.inForceAt(instant).id).toBe(pack);
  });

  it('is told in order of time', () => {
    expect(book.decisions().map(({ pack }) => pack)).toEqual(['mine@2', 'fca-disp@1']);
  });

  it('is found by name and version, with the rules of the pack that it extends', () => {
    expect(book.of('appliance-service@1').choose('acknowledge', { channel: 'phone', severity: null, tier: null, category: [], grave: [], resolvedBy: null, level: null }).rule.id).toBe('default-acknowledge-on-a-call');
    expect(book.of('mine@2')).toBe(book.of('mine@2'));
    expect(() => book.of('mine@3')).toThrow(UnknownPack);
  });
});
