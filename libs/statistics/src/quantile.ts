/**
 * The p-quantile of numbers already sorted ascending, in their own unit; `null` when there are none.
 * Type 7 of Hyndman & Fan 1996 (the default of R and NumPy): linear between the two nearest order statistics.
 * Throws a RangeError when p lies outside 0..1.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a quantile needs a share between 0 and 1, not ${p}`);
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}
