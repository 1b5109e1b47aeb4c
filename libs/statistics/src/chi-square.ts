/**
 * The probability that a chi-square variable with whole degrees of freedom is at least `value` (the p of a log-rank
 * test): the regularised upper incomplete gamma Q(df/2, value/2), Abramowitz & Stegun 6.5.29 (series) and 6.5.31
 * (continued fraction). Throws a RangeError when the degrees of freedom are not a positive whole number.
 */
export function chiSquareUpperTail(value: number, degreesOfFreedom: number): number {
  if (!Number.isInteger(degreesOfFreedom) || degreesOfFreedom < 1) {
    throw new RangeError(`degrees of freedom are a positive whole number, not ${degreesOfFreedom}`);
  }
  if (!(value > 0)) return 1;
  if (value === Infinity) return 0;
  const a = degreesOfFreedom / 2;
  const x = value / 2;
  const front = Math.exp(a * Math.log(x) - x - logGammaOfHalves(degreesOfFreedom));
  return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x);
}

/** ln Γ(halves / 2): exact by recursion, because only whole and half arguments occur. */
function logGammaOfHalves(halves: number): number {
  let sum = halves % 2 === 1 ? Math.log(Math.PI) / 2 : 0;
  for (let h = halves % 2 === 1 ? 1 : 2; h < halves; h += 2) sum += Math.log(h / 2);
  return sum;
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * Number.EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Modified Lentz evaluation; `x >= a + 1` keeps every denominator away from zero. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > Number.EPSILON && n < 10_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b);
    c = b + an / c;
    change = c * d;
    fraction *= change;
  }
  return fraction;
}
