import { normalQuantile } from './normal-quantile.js';

/**
 * The two-sided factor of Student's t with so many degrees of freedom: what ±1.96 is for infinitely many (0.95, 10 → 2.228139).
 * Algorithm 396 of Hill 1970, accurate to six digits from 3 degrees on; exact for 1 and 2. Throws a RangeError unless
 * 0 < level < 1 and there is at least one degree.
 */
export function studentFactor(level: number, degrees: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a confidence level lies between 0 and 1, not ${level}`);
  if (!(degrees >= 1)) throw new RangeError(`Student's t needs at least one degree of freedom, not ${degrees}`);
  const tails = 1 - level;
  if (degrees === Infinity) return normalQuantile(1 - tails / 2);
  if (degrees === 1) return 1 / Math.tan((tails * Math.PI) / 2);
  if (degrees === 2) return Math.sqrt(2 / (tails * (2 - tails)) - 2);
  return hill(tails, degrees);
}

function hill(tails: number, n: number): number {
  const a = 1 / (n - 0.5);
  const b = 48 / (a * a);
  const c = (((20700 * a) / b - 98) * a - 16) * a + 96.36;
  const d = ((94.5 / (b + c) - 3) / b + 1) * Math.sqrt((a * Math.PI) / 2) * n;
  const y = Math.pow(d * tails, 2 / n);
  return Math.sqrt(n * (y > 0.05 + a ? centre(tails, n, { a, b, c, d }) : tail(y, n, d)));
}

interface Coefficients {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Expansion about the normal distribution. */
function centre(tails: number, n: number, { a, b, c: c0, d }: Coefficients): number {
  const x = normalQuantile(tails / 2);
  const x2 = x * x;
  const c1 = n < 5 ? c0 + 0.3 * (n - 4.5) * (x + 0.6) : c0;
  const c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c1;
  const y = (((((0.4 * x2 + 6.3) * x2 + 36) * x2 + 94.5) / c - x2 - 3) / b + 1) * x;
  return Math.expm1(a * y * y);
}

function tail(y: number, n: number, d: number): number {
  return ((1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3) + 0.5 / (n + 4)) * y - 1) * ((n + 1) / (n + 2)) + 1 / y;
}
