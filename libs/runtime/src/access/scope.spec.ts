import { isVisible, scopeFor, scopePredicate } from './scope.js';

const north = scopeFor({ id: 'ana', role: 'agent', unit: 'north' }, ['north', 'north-phone']);

describe('the scope of a reader', () => {
  it.each([
    ['owned in the unit', 'north', 'south', true],
    ['owned below the unit', 'north-phone', null, true],
    ['received by the unit, owned elsewhere', 'south', 'north', true],
    ['owned by nobody yet', null, 'south', true],
    ['owned and received elsewhere', 'south', 'south', false],
    ['owned elsewhere, received by nobody known', 'south', null, false],
  ])('a complaint %s', (_sentence, ownerUnit, receivedBy, visible) => {
    expect(isVisible(north, { ownerUnit, receivedBy })).toBe(visible);
  });

  it.each(['analyst', 'administrator', 'privacy-officer', 'importer', 'operator'] as const)('%s sees the whole company', (role) => {
    const scope = scopeFor({ id: 'x', role, unit: 'north' }, ['north']);
    expect(isVisible(scope, { ownerUnit: 'south', receivedBy: 'south' })).toBe(true);
    expect(scopePredicate(scope, { owner: 'o', receivedBy: 'r' })).toEqual({ sql: 'true', values: [] });
  });

  it('says the same as SQL, parameters numbered where the query wants them', () => {
    expect(scopePredicate(north, { owner: 'c.owner_unit', receivedBy: 'c.received_by' }, 3)).toEqual({
      sql: '(c.owner_unit is null or c.owner_unit = any($3) or c.received_by = any($3))',
      values: [['north', 'north-phone']],
    });
  });
});
