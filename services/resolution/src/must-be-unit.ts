import { invalidRequest, type Company } from '@amends/runtime';

/** Refuses a unit that the company file does not have. */
export function mustBeUnit(company: Company, unit: string, field: string): void {
  if (company.has(unit)) return;
  throw invalidRequest([{ field, message: 'must be a unit of this company', remedy: 'take the id of a unit from the company file' }]);
}
