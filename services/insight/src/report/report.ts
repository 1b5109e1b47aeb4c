import { curveOf } from './curve.js';
import { hoursOf, sortedTogether } from './durations.js';
import { figuresOf, type Durations } from './figures.js';
import { RESOLVE_DEFINITION, type GroupFigures, type ResolveAnswer } from './resolve-answer.js';
import { MOST_HAND_OVERS, type ResolveRow } from './resolve.sql.js';

/** A row with its durations read. */
interface Cell {
  readonly row: ResolveRow;
  readonly wall: Durations;
  readonly withoutWaiting: Durations;
}

/** The report of one source from its rows. Pure: the order of rows, and of complaints within them, does not matter. */
export function reportOf(rows: readonly ResolveRow[]): ResolveAnswer {
  const cells = rows.map(cellOf);
  const { source, complete, data_cut: dataCut } = rows[0]!;
  const total = (count: (row: ResolveRow) => number): number => rows.reduce((sum, row) => sum + count(row), 0);
  const complaints = total((row) => row.complaints);
  const share = (count: number): ResolveAnswer['waited'] => ({ count, share: complaints === 0 ? null : count / complaints });
  return {
    source,
    n: complaints,
    ...counted(cells),
    withdrawn: total((row) => row.withdrawn),
    linked: total((row) => row.linked),
    timeToResolve: { unit: 'hours', ...figuresOf(cells.map(({ wall }) => wall)) },
    withoutWaiting: { unit: 'hours', ...figuresOf(cells.map(({ withoutWaiting }) => withoutWaiting)) },
    handedOver: share(total((row) => (row.hand_overs > 0 ? row.complaints : 0))),
    reopened: share(total((row) => row.reopened)),
    waited: share(total((row) => row.waited)),
    byPriority: groupsBy(cells, ({ row }) => row.priority).map(([priority, group]) => ({ priority, ...group })),
    byHandOvers: groupsBy(cells, ({ row }) => row.hand_overs).map(([count, group]) => ({ handOvers: count === MOST_HAND_OVERS ? '5+' : (count ?? 0), ...group })),
    curve: curveOf(sortedTogether(cells.map(({ wall }) => wall.resolved)), sortedTogether(cells.map(({ wall }) => wall.open))),
    dataCut,
    complete,
    definition: RESOLVE_DEFINITION,
  };
}

function cellOf(row: ResolveRow): Cell {
  return {
    row,
    wall: { resolved: hoursOf(row.resolved_after), open: hoursOf(row.open_after) },
    withoutWaiting: { resolved: hoursOf(row.resolved_without), open: hoursOf(row.open_without) },
  };
}

const counted = (cells: readonly Cell[]): Pick<GroupFigures, 'complaints' | 'open' | 'resolved'> => ({
  complaints: cells.reduce((sum, { row }) => sum + row.complaints, 0),
  open: cells.reduce((sum, { wall }) => sum + wall.open.length, 0),
  resolved: cells.reduce((sum, { wall }) => sum + wall.resolved.length, 0),
});

/** Groups that have complaints, ascending, what has no key last. */
function groupsBy(cells: readonly Cell[], keyOf: (cell: Cell) => number | null): [number | null, GroupFigures][] {
  const present = cells.filter(({ row }) => row.complaints > 0);
  const keys = [...new Set(present.map(keyOf))].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return keys.map((key) => {
    const group = present.filter((cell) => keyOf(cell) === key);
    return [key, { ...counted(group), ...figuresOf(group.map(({ wall }) => wall)) }];
  });
}
