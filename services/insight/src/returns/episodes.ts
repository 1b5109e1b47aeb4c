import type { ReturnRow } from './returns.sql.js';

const DAY = 86_400;

/** An episode as it was watched up to the data cut; all times are days since it was received. */
export interface Episode {
  readonly person: string;
  /** How long it was watched. */
  readonly watched: number;
  /** When the customer came back, or null: not while it was watched. */
  readonly returned: number | null;
  readonly lost: number | null;
  /** Whether the return was on the day of the complaint (UTC). */
  readonly sameDay: boolean;
  /** Whether it is the customer's first one. */
  readonly first: boolean;
}

/** The episodes of rows in the order in which they were received, seen at the data cut (seconds since 1970). Pure. */
export function episodesOf(rows: readonly ReturnRow[], cut: number): readonly Episode[] {
  const met = new Set<string>();
  return rows.flatMap((row) => {
    if (row.person === null || row.received > cut) return [];
    const first = !met.has(row.person);
    met.add(row.person);
    return [episodeOf(row, row.person, cut, first)];
  });
}

function episodeOf({ received, returned, lost, erased }: ReturnRow, person: string, cut: number, first: boolean): Episode {
  const end = Math.max(received, Math.min(cut, erased ?? Infinity));
  const seen = (at: number | null): number | null => (at !== null && at <= end ? (at - received) / DAY : null);
  const sameDay = returned !== null && seen(returned) !== null && Math.floor(returned / DAY) === Math.floor(received / DAY);
  return { person, watched: (end - received) / DAY, returned: seen(returned), lost: seen(lost), sameDay, first };
}
