import type { Column } from '../file/set-based.js';
import type { ObligationPatch } from './obligation-patch.js';

/** Columns of an obligation's row; null in a patch leaves the column as it is. */
export const OBLIGATION_COLUMNS: readonly Column<ObligationPatch>[] = [
  { name: 'obligation', type: 'uuid', of: ({ obligation }) => obligation },
  { name: 'complaint', type: 'uuid', of: ({ complaint }) => complaint },
  { name: 'kind', type: 'text', of: ({ kind }) => kind ?? null },
  { name: 'principle', type: 'smallint', of: ({ principle }) => principle ?? null },
  { name: 'round', type: 'int', of: ({ round }) => round ?? null },
  { name: 'state', type: 'text', of: ({ state }) => state ?? null },
  { name: 'paused', type: 'boolean', of: ({ paused }) => paused ?? null },
  { name: 'due_at', type: 'timestamptz', of: ({ dueAt }) => dueAt ?? null },
  { name: 'owed_role', type: 'text', of: ({ owedRole }) => owedRole ?? null },
  { name: 'owed_unit', type: 'text', of: ({ owedUnit }) => owedUnit ?? null },
  { name: 'owed_staff', type: 'text', of: ({ owedStaff }) => owedStaff ?? null },
  { name: 'named', type: 'boolean', of: ({ named }) => named ?? null },
  { name: 'blocks_closing', type: 'boolean', of: ({ blocksClosing }) => blocksClosing ?? null },
  { name: 'allowance', type: 'text', of: ({ allowance }) => allowance ?? null },
  { name: 'pack_version', type: 'text', of: ({ packVersion }) => packVersion ?? null },
  { name: 'about', type: 'uuid', of: ({ about }) => about ?? null },
  { name: 'caused_by', type: 'uuid', of: ({ causedBy }) => causedBy ?? null },
  { name: 'incurred_by', type: 'uuid', of: ({ incurredBy }) => incurredBy ?? null },
  { name: 'incurred_at', type: 'timestamptz', of: ({ incurredAt }) => incurredAt ?? null },
  { name: 'missed_by', type: 'uuid', of: ({ missedBy }) => missedBy ?? null },
  { name: 'settled_by', type: 'uuid', of: ({ settledBy }) => settledBy ?? null },
  { name: 'ended_by', type: 'uuid', of: ({ endedBy }) => endedBy ?? null },
  { name: 'ended_at', type: 'timestamptz', of: ({ endedAt }) => endedAt ?? null },
  { name: 'because', type: 'text', of: ({ because }) => because ?? null },
];
