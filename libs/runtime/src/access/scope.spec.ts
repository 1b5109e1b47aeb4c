import { isVisible, scopeFor, scopePredicate } from './scope.js';

const north = scopeFor({ id: 'ana', role: 'agent', unit: 'north' }, ['north', 'north-phone']);

describe('the scope of a reader', () => {
  it.each([
    ['owned in the unit', 'north', 'south', null, true],
    ['owned below the unit', 'north-phone', null, null, true],
    ['received by the unit, owned elsewhere', 'south', 'north', null, true],
    ['offered to the unit, owned elsewhere', 'south', 'south', 'north', true],
    ['owned by nobody yet', null, 'south', null, true],
    ['owned and received elsewhere', 'south', 'south', null, false],
    ['owned elsewhere, offered to another', 'south', 'south', 'east', false],
    ['owned elsewhere, received by nobody known', 'south', null, null, false],
  ])('a complaint %s', (_sentence, ownerUnit, receivedBy, offeredTo, visible) => {
    expect(isVisible(north, { ownerUnit, receivedBy, offeredTo })).toBe(visible);
  });

  it('a complaint of other units of which somebody was told is visible to them, and to nobody else there', () => {
    const elsewhere = { ownerUnit: 'south', receivedBy: 'south', offeredTo: null };
    expect([isVisible(north, { ...elsewhere, told: ['bea', 'ana'] }), isVisible(north, { ...elsewhere, told: ['bea'] })]).toEqual([true, false]);
  });

  it.each(['analyst', 'administrator', 'privacy-officer', 'importer', 'operator'] as const)('%s sees the whole company', (role) => {
    const scope = scopeFor({ id: 'x', role, unit: 'north' }, ['north']);
    expect(isVisible(scope, { ownerUnit: 'south', receivedBy: 'south', offeredTo: null })).toBe(true);
    expect(scopePredicate(scope, { ownerUnit: 'o', receivedBy: 'r', offeredTo: 't' })).toEqual({ sql: 'true', values: [] });
  });

  it('says the same as SQL, parameters numbered where the query wants them', () => {
    expect(scopePredicate(north, { ownerUnit: 'c.owner_unit', receivedBy: 'c.received_by', offeredTo: 'c.offered_to' }, 3)).toEqual({
      sql: '(c.owner_unit is null or c.owner_unit = any($3) or c.received_by = any($3) or c.offered_to = any($3))',
      values: [['north', 'north-phone']],
    });
  });
});
