import { UnreadableFile } from '../files/unreadable-file.js';

// What the mapping needs, by the names that are accepted in the header; the published log and its copies differ in the state's.
const ACCEPTED = {
  number: ['number'],
  state: ['incident_state', 'ident_state'],
  reopenCount: ['reopen_count'],
  openedAt: ['opened_at'],
  updatedAt: ['sys_updated_at'],
  modCount: ['sys_mod_count'],
  caller: ['caller_id'],
  contactType: ['contact_type'],
  category: ['category'],
  subcategory: ['subcategory'],
  priority: ['priority'],
  group: ['assignment_group'],
  closedCode: ['closed_code'],
  resolvedAt: ['resolved_at'],
  closedAt: ['closed_at'],
} as const;

/** A column that the mapping needs. */
export type IncidentColumn = keyof typeof ACCEPTED;

/** Where each needed column stands in a row, from 0, and the name it has in this file. */
export type IncidentColumns = Readonly<Record<IncidentColumn, { at: number; name: string }>>;

/**
 * Finds the needed columns by name; the first one counts where a name comes twice, but a second `category` is the
 * subcategory (so a copy of the published log has it). Throws UnreadableFile naming every column that is missing.
 */
export function incidentColumns(header: readonly string[]): IncidentColumns {
  const names = header.map((name) => name.trim().toLowerCase());
  const found = Object.entries(ACCEPTED).map(([column, accepted]) => [column, find(names, column, accepted)] as const);
  const missing = found.filter(([, place]) => place === null).map(([column]) => ACCEPTED[column as IncidentColumn].join(' or '));
  if (missing.length > 0) throw missingColumns(missing, header);
  return Object.fromEntries(found) as unknown as IncidentColumns;
}

function find(names: string[], column: string, accepted: readonly string[]): { at: number; name: string } | null {
  const at = names.findIndex((name) => accepted.includes(name));
  if (at >= 0) return { at, name: names[at]! };
  const second = column === 'subcategory' ? names.indexOf('category', names.indexOf('category') + 1) : -1;
  return second > 0 ? { at: second, name: 'category (second)' } : null;
}

function missingColumns(missing: string[], header: readonly string[]): UnreadableFile {
  const separated = header.length === 1 && /[;\t|]/.test(header[0]!);
  return new UnreadableFile(
    'incidents.column-missing',
    `The header lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}.`,
    separated
      ? 'The columns seem not to be separated by commas: save the file as comma-separated CSV and import it again.'
      : 'Export the incident log with every column of its history (or rename the column in the first line) and import it again.',
  );
}
