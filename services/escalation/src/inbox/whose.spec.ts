import { isVisible, scopeFor, type Staff } from '@amends/runtime';
import { OWN_PLACE, type Slots } from './slots.js';
import { readerOf, sees, sightOf, whoseIs, type Sight } from './whose.js';

const hanna: Staff = { id: 'hanna', role: 'supervisor', unit: 'north' };
const reader = (slots: Slots = OWN_PLACE, staff = hanna) => readerOf({ staff, scope: scopeFor(staff, ['north', 'north-shop']) }, slots);
const told = (person: string | null, rota: string | null = null) => [{ id: 'e', level: 1, person, rota, since: '', acknowledgeBy: null }];
const elsewhere = { owner: { unit: 'south', staff: null }, receivedBy: 'south', offeredTo: null };

describe('whose an entry is', () => {
  it.each<[string, Parameters<typeof whoseIs>[0], Slots, Sight | undefined]>([
    ['was told to them, wherever it is', { told: told('hanna'), ...elsewhere }, OWN_PLACE, 'mine'],
    ['was told to somebody whose deputy they are', { told: told('gone'), ...elsewhere }, { people: ['gone'], rotas: [] }, 'mine'],
    ['was told to the rota on which they are', { told: told('other', 'holidays'), ...elsewhere }, { people: [], rotas: ['holidays'] }, 'mine'],
    ['is owned in their unit', { told: told('other'), ...elsewhere, owner: { unit: 'north-shop', staff: 'x' } }, OWN_PLACE, 'units'],
    ['was received by their unit', { told: told('other'), ...elsewhere, receivedBy: 'north' }, OWN_PLACE, 'units'],
    ['is offered to their unit', { told: told('other'), ...elsewhere, offeredTo: 'north' }, OWN_PLACE, 'units'],
    ['nobody owns yet', { told: told('other'), ...elsewhere, owner: null }, OWN_PLACE, 'all'],
    ['is elsewhere', { told: told('other', 'holidays'), ...elsewhere }, OWN_PLACE, undefined],
  ])('one that %s', (_which, entry, slots, least) => {
    const whose = whoseIs(entry);
    const seen = (['mine', 'units', 'all'] as const).find((sight) => sees(reader(slots), sight, whose));
    expect(seen).toBe(least);
    if (least) expect(sightOf(reader(slots), whose)).toBe(least);
  });

  it('is never more than its complaint lets them see, unless it was told to them', () => {
    const units = [null, 'north', 'north-shop', 'south', 'east'];
    for (const owner of units) for (const receivedBy of units) for (const offeredTo of units) {
      const whose = whoseIs({ told: told('other', 'holidays'), owner: owner === null ? null : { unit: owner, staff: null }, receivedBy, offeredTo });
      expect(sees(reader(), 'all', whose)).toBe(isVisible(scopeFor(hanna, ['north', 'north-shop']), { ownerUnit: owner, receivedBy, offeredTo }));
    }
  });

  it('is everything for who sees the whole company, and only what was told to them when they ask for that', () => {
    const whole = reader(OWN_PLACE, { id: 'ada', role: 'administrator', unit: null });
    const whose = whoseIs({ told: told('other'), ...elsewhere });
    expect([sees(whole, 'all', whose), sees(whole, 'units', whose), sees(whole, 'mine', whose)]).toEqual([true, true, false]);
  });
});
