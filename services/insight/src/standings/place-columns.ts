import { COMPLAINT_COLUMNS, type FiledComplaint } from '../file/file-columns.js';
import type { Column } from '../file/set-based.js';

const SAME = ['complaint', 'status', 'source', 'owner_unit', 'owner_staff', 'received_by', 'offered_to', 'shows', 'received_at', 'recorded_at'];

/** Where a complaint is and stands, as far as it is counted by it; of its category the first word. */
export const PLACE_COLUMNS: readonly Column<FiledComplaint>[] = [
  ...COMPLAINT_COLUMNS.filter(({ name }) => SAME.includes(name)),
  { name: 'category', type: 'text', of: ({ file }) => file.category[0] ?? null },
  { name: 'grave', type: 'boolean', of: ({ file }) => file.known.grave.length > 0 },
];

const COMPARED = PLACE_COLUMNS.filter(({ name }) => name !== 'recorded_at');

/** Whether a complaint has to be counted elsewhere than before; that something else was recorded of it does not matter. */
export const isMoved = (before: FiledComplaint, after: FiledComplaint): boolean => COMPARED.some(({ of }) => of(before) !== of(after));
