import type { Company } from '@amends/runtime';
import type { Reference } from './reference.js';

/** What the company file says of superiors, with which a company begins. Throws when nobody is named for the topmost unit. */
export function referenceOf(company: Pick<Company, 'allUnits' | 'ownSuperiorsOf' | 'superiorsOf'>): Reference {
  const units = company.allUnits();
  const topUnit = units.find(({ parent }) => parent === null)!.id;
  const fallback = company.superiorsOf(topUnit).at(-1);
  if (!fallback) throw new Error(`nobody can be told of a grave complaint: name somebody under superiors.${topUnit} in the company file`);
  return {
    fallback: { person: fallback },
    units: units.map(({ id, parent }) => ({ unit: id, reportsTo: parent, superiors: company.ownSuperiorsOf(id).map((person) => ({ person })) })),
    rotas: [], absences: [], deputies: [], contacts: [],
  };
}
