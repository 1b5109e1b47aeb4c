import { invalidRequest, type Company } from '@amends/runtime';

/** The unit is one of this company, or a 400 problem names the field. */
export function mustBeUnit(company: Company, field: string, unit: string): void {
  if (company.has(unit)) return;
  throw invalidRequest([{ field, message: 'must be a unit of this company', remedy: 'take the id of a unit from the company file' }]);
}
