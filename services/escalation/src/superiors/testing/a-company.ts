import type { Reference, RotaEntry } from '../reference.js';
import { Superiors } from '../superiors.js';
import { whoIsNext, type Named, type Question } from '../who-is-next.js';

/** A company with three units one above the other, in which nobody is absent. */
export const REFERENCE: Reference = {
  fallback: { person: 'fallback' },
  units: [
    { unit: 'acme', reportsTo: null, superiors: [{ person: 'director' }] },
    { unit: 'care', reportsTo: 'acme', superiors: [{ person: 'manager' }] },
    { unit: 'hotline', reportsTo: 'care', superiors: [{ person: 'lead' }] },
  ],
  rotas: [], absences: [], deputies: [], contacts: [],
};

/** Nobody is there from the first day of November to the last. */
export const away = (person: string, standIn: string | null = null) => ({ id: person, person, from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', standIn });

/** A rota of Berlin with one shift of half a day, every day from the first of the year on. */
export const rota = (id: string, members: readonly string[], starts: string, more: Partial<RotaEntry> = {}): RotaEntry => ({
  rota: id, name: id, zone: 'Europe/Berlin', members, shifts: [{ starts: `2026-01-01T${starts}`, rule: 'FREQ=DAILY', lasts: 'PT12H' }], ...more,
});

/** Something that happened in the hotline, about which nobody was told yet. */
export const QUESTION: Question = { unit: 'hotline', owner: null, category: [], told: [], levels: 3, at: Date.parse('2026-11-11T12:00:00Z'), holiday: () => undefined };

/** Who is told next in such a company, asked so. */
export const asked = (reference: Partial<Reference> = {}, question: Partial<Question> & { when?: string } = {}): Named => {
  const { when, ...more } = question;
  return whoIsNext(new Superiors({ ...REFERENCE, ...reference }), { ...QUESTION, ...(when ? { at: Date.parse(when) } : {}), ...more });
};
