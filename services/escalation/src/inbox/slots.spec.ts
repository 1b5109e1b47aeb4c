import { Superiors } from '../superiors/superiors.js';
import { away, REFERENCE, rota } from '../superiors/testing/a-company.js';
import { Places } from './slots.js';

const NOON = Date.parse('2026-11-11T12:00:00Z');
const places = (reference: object) => new Places({ current: new Superiors({ ...REFERENCE, ...reference }) });

describe('whose place somebody holds', () => {
  it('is nobody’s, where nobody is away and nobody takes turns', () => {
    expect(places({}).of('manager', NOON)).toEqual({ people: [], rotas: [] });
  });

  it('is that of an absent person for whom they stand in, while they are away', () => {
    const company = places({ absences: [away('lead', 'manager')], deputies: [] });
    expect(company.of('manager', NOON).people).toEqual(['lead']);
    expect(company.of('manager', Date.parse('2026-12-02T12:00:00Z')).people).toEqual([]);
  });

  it('goes on to the deputy of a stand-in who is away too', () => {
    const company = places({ absences: [away('lead', 'manager'), away('manager')], deputies: [{ person: 'manager', deputy: 'director' }] });
    expect([company.of('manager', NOON).people, [...company.of('director', NOON).people].sort()]).toEqual([[], ['lead', 'manager']]);
  });

  it('is that of a rota while it is their turn, or that of whoever has it and is away', () => {
    const rotas = [rota('nights', ['lead', 'manager'], '08:00')];
    const [today] = [places({ rotas })];
    const [holder, other] = today.of('lead', NOON).rotas.length > 0 ? ['lead', 'manager'] : ['manager', 'lead'];
    expect([today.of(holder, NOON).rotas, today.of(other, NOON).rotas]).toEqual([['nights'], []]);
    expect(places({ rotas, absences: [away(holder)] }).of(other, NOON).rotas).toEqual(['nights']);
    expect(today.of(holder, Date.parse('2026-11-11T22:00:00Z')).rotas).toEqual([]);
  });
});
