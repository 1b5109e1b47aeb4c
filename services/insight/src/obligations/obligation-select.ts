import { utcSql } from '../file/instants.js';
import { OBLIGATION_COLUMNS } from './obligation-columns.js';

const camel = (name: string): string => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** The columns of an obligation as `Obligation` has them, of the table with that alias; some may be left out. */
export const obligationSelect = (alias: string, without: readonly string[] = []): string =>
  OBLIGATION_COLUMNS.filter(({ name }) => !without.includes(name)).map(({ name, type }) => `${type === 'timestamptz' ? utcSql(`${alias}.${name}`) : `${alias}.${name}`} as "${camel(name)}"`).join(', ');
