import { wilson, type ShareWithInterval } from '@amends/statistics';
import { PRINCIPLE_NUMBERS } from '../obligations/obligations.sql.js';
import { shows } from '../principles/principle-of.js';
import { OUTCOMES, STANDINGS, type Standing } from './scorecard.js';
import { suppressed } from './suppressed.js';

/** Complaints of one group whose sources show the same principles: how many have each outcome under each of the seven, in the order of OUTCOMES. */
export interface ScoreRow {
  readonly key: string | null;
  readonly shown: number;
  readonly outcomes: readonly (readonly number[])[];
  readonly complaints: number;
}

/** Complaints by standing; null where a number must not be told. */
export type Counts = { readonly [S in Standing]: number | null };

/** One principle in a group of complaints. Shares are of those judged: met, met late and missed together. */
export interface PrincipleTotal {
  readonly principle: number;
  readonly counts: Counts;
  readonly judged: number | null;
  readonly met: ShareWithInterval | null;
  readonly metLate: ShareWithInterval | null;
  readonly missed: ShareWithInterval | null;
}

/** The scorecard of a group of complaints; `key` is null for those that have none. */
export interface GroupTotal {
  readonly key: string | null;
  readonly complaints: number | null;
  readonly principles: readonly PrincipleTotal[];
}

/** Adds rows up by group, in order of their keys, what has none last. Pure. */
export function countsOf(rows: readonly ScoreRow[]): readonly { readonly key: string | null; readonly complaints: number; readonly table: number[][] }[] {
  const groups = Map.groupBy(rows, ({ key }) => key);
  return [...groups].sort(([one], [other]) => (one === null ? 1 : other === null || one < other ? -1 : 1)).map(([key, own]) => ({
    key,
    complaints: own.reduce((sum, { complaints }) => sum + complaints, 0),
    table: PRINCIPLE_NUMBERS.map((principle, at) => STANDINGS.map((standing) => own.reduce((sum, row) => sum + countIn(row, principle, at, standing), 0))),
  }));
}

/** Who has no outcome owed nothing, or has a source that could not have shown it. */
function countIn({ outcomes, shown, complaints }: ScoreRow, principle: number, at: number, standing: Standing): number {
  const counts = outcomes[at]!;
  if (standing !== 'not-owed' && standing !== 'not-recorded') return counts[OUTCOMES.indexOf(standing)]!;
  return shows(shown, principle) === (standing === 'not-owed') ? complaints - counts.reduce((sum, count) => sum + count, 0) : 0;
}

/** One principle's figures from its counts in the order of STANDINGS; a count that is hidden hides every share that it is in. */
export function principleTotal(principle: number, row: readonly (number | null)[]): PrincipleTotal {
  const counts = Object.fromEntries(STANDINGS.map((standing, at) => [standing, row[at]!])) as unknown as Counts;
  const decided = [counts.met, counts['met-late'], counts.missed];
  const judged = decided.includes(null) ? null : decided.reduce<number>((sum, count) => sum + count!, 0);
  const share = (count: number | null): ShareWithInterval | null => (judged === null ? null : wilson(count!, judged));
  return { principle, counts, judged, met: share(counts.met), metLate: share(counts['met-late']), missed: share(counts.missed) };
}

/** The scorecard of each group; `careful` hides small cells and what would give them away. Pure. */
export function totalsOf(rows: readonly ScoreRow[], careful: boolean): { readonly groups: readonly GroupTotal[]; readonly suppressed: boolean } {
  const groups = countsOf(rows);
  const sizes = groups.map(({ complaints }) => [complaints]);
  const shownSizes = careful ? suppressed(sizes) : sizes;
  const shown = PRINCIPLE_NUMBERS.map((_, at) => {
    const table = groups.map((group) => group.table[at]!);
    return careful ? suppressed(table) : table;
  });
  const totals = groups.map(({ key }, group) => ({
    key, complaints: shownSizes[group]![0]!, principles: PRINCIPLE_NUMBERS.map((principle, at) => principleTotal(principle, shown[at]![group]!)),
  }));
  return { groups: totals, suppressed: [...shownSizes, ...shown.flat()].some((cells) => cells.includes(null as never)) };
}
