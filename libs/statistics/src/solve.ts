/**
 * The solution x of the symmetric system A·x = b by Gaussian elimination with pivoting, and the rank of A; a direction
 * without any variance gets 0 and lowers the rank.
 */
export function solveSymmetric(matrix: readonly (readonly number[])[], right: readonly number[]): { solution: number[]; rank: number } {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const negligible = 1e-12 * Math.max(0, ...matrix.map((row, i) => Math.abs(row[i]!)));
  const pivots: number[] = [];
  for (let column = 0; column < rows.length; column++) {
    const pivot = largest(rows, pivots.length, column);
    if (pivot < 0 || Math.abs(rows[pivot]![column]!) <= negligible) continue;
    swap(rows, pivot, pivots.length);
    clearColumn(rows, pivots.length, column);
    pivots.push(column);
  }
  const solution = new Array<number>(rows.length).fill(0);
  pivots.forEach((column, i) => (solution[column] = rows[i]![rows.length]! / rows[i]![column]!));
  return { solution, rank: pivots.length };
}

function largest(rows: number[][], from: number, column: number): number {
  let best = -1;
  for (let i = from; i < rows.length; i++) {
    if (best < 0 || Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
  }
  return best;
}

function swap(rows: number[][], i: number, j: number): void {
  [rows[i], rows[j]] = [rows[j]!, rows[i]!];
}

function clearColumn(rows: number[][], pivot: number, column: number): void {
  const from = rows[pivot]!;
  rows.forEach((row, i) => {
    if (i === pivot) return;
    const factor = row[column]! / from[column]!;
    for (let k = column; k < row.length; k++) row[k] = row[k]! - factor * from[k]!;
  });
}
