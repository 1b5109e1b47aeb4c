/** What complaints are grouped by. */
export const GROUPS = {
  unit: 'c.owner_unit',
  category: 'c.category',
  month: `to_char(c.received_at at time zone 'utc', 'YYYY-MM')`,
} as const;
export type GroupBy = keyof typeof GROUPS;
