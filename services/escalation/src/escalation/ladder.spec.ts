import { Company } from '@amends/runtime';
import { company, DIRECTOR, ladder, LEAD, MANAGER } from '../testing/a-complaint.js';
import { Ladder } from './ladder.js';

const owned = (unit: string | null, staff: string | null = null) => ({ owner: { unit, staff }, receivedBy: null });
const told = (...levels: number[]) => levels.map((level) => ({ level }));

describe('the ladder', () => {
  it('climbs one level at a time, and says who stands at the top', () => {
    expect([told(), told(1), told(1, 2), told(1, 2, 3)].map((informed) => ladder.next(owned('hotline'), informed))).toEqual([
      { level: 1, person: LEAD, top: false }, { level: 2, person: MANAGER, top: false }, { level: 3, person: DIRECTOR, top: true }, { level: 3, person: DIRECTOR, top: true },
    ]);
  });

  it('begins where the complaint was received while nobody owns it', () => {
    expect(ladder.next({ owner: null, receivedBy: 'care' }, [])).toMatchObject({ level: 1, person: MANAGER });
  });

  it('begins at the top for a unit that the company does not have (any more)', () => {
    expect(ladder.next(owned('closed-branch'), [])).toEqual({ level: 1, person: DIRECTOR, top: true });
  });

  it('tells nobody of what they own themselves', () => {
    expect(ladder.next(owned('hotline', LEAD), [])).toMatchObject({ level: 1, person: MANAGER });
  });

  it('tells the last one there is rather than nobody', () => {
    expect(ladder.next(owned('acme', DIRECTOR), [])).toEqual({ level: 1, person: DIRECTOR, top: true });
  });

  it('refuses a company in which nobody could be told', () => {
    expect(() => new Ladder(Company.from({ name: 'x', units: company.allUnits() }))).toThrow('name somebody under superiors.acme');
  });
});
