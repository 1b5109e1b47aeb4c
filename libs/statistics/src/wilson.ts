import { normalFactor } from './normal-quantile.js';

/** A share (0..1) of those seen, with its interval; `share` is null, and the interval 0..1, when nothing was seen. */
export interface ShareWithInterval {
  share: number | null;
  low: number;
  high: number;
}

/**
 * The share of successes among n with the interval of Wilson 1927, which keeps its level for small n and at 0 and 1.
 * Throws a RangeError unless both are whole numbers with 0 ≤ successes ≤ n, and 0 < level < 1.
 */
export function wilson(successes: number, n: number, level = 0.95): ShareWithInterval {
  if (!Number.isInteger(successes) || !Number.isInteger(n) || successes < 0 || successes > n) {
    throw new RangeError(`a share needs whole numbers with 0 ≤ successes ≤ n, not ${successes} of ${n}`);
  }
  const z2 = normalFactor(level) ** 2;
  if (n === 0) return { share: null, low: 0, high: 1 };
  const share = successes / n;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = Math.sqrt(z2 * ((share * (1 - share)) / n + z2 / (4 * n * n))) / (1 + z2 / n);
  // At 0 and n one limit equals the share exactly; rounding must not push it past.
  return { share, low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half };
}
