/** Cells below this are not shown to people who see aggregates of the whole company. */
export const SMALLEST_SHOWN = 5;

type Table = readonly (readonly number[])[];
type Shown = (number | null)[][];

/**
 * Hides cells of 1 to 4, and as many others as it takes that none can be had by subtracting: a row or column with a sum that is known shows all
 * of its cells or hides at least two. Zero tells of nobody, yet may be hidden as the second. Pure.
 */
export function suppressed(table: Table): Shown {
  const shown: Shown = table.map((row) => row.map((count) => (count > 0 && count < SMALLEST_SHOWN ? null : count)));
  const lines = linesOf(table);
  for (let hidden = true; hidden; ) hidden = lines.some((line) => hideSecond(shown, table, line));
  return shown;
}

type Cell = readonly [row: number, column: number];

const linesOf = (table: Table): readonly (readonly Cell[])[] => {
  const rows = table.map((row, at) => row.map((_, column): Cell => [at, column]));
  const columns = (table[0] ?? []).map((_, column) => table.map((__, at): Cell => [at, column]));
  return [...rows, ...columns].filter((line) => line.length > 1);
};

/** Hides the smallest cell that a line still shows when it hides just one. */
function hideSecond(shown: Shown, table: Table, line: readonly Cell[]): boolean {
  const visible = line.filter(([row, column]) => shown[row]![column] !== null);
  if (visible.length !== line.length - 1) return false;
  const [row, column] = visible.reduce((least, cell) => (valueOf(table, cell) < valueOf(table, least) ? cell : least));
  shown[row]![column] = null;
  return true;
}

/** Those that tell of somebody go first: a zero that is hidden hides little. */
const valueOf = (table: Table, [row, column]: Cell): number => table[row]![column]! || Number.MAX_SAFE_INTEGER;
