// Coefficients of Wichura 1988, algorithm AS 241 (PPND16), lowest power first: relative accuracy about 1e-16.
const CENTRE_TOP = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
  67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const CENTRE_BOTTOM = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
  28729.085735721942674, 5226.495278852545925,
];
const SHOULDER_TOP = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
  0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const SHOULDER_BOTTOM = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966,
  5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const TAIL_TOP = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
  0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const TAIL_BOTTOM = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

/**
 * The value below which a standard normal variable falls with probability p (0.975 → 1.959964), by algorithm AS 241
 * of Wichura 1988; -Infinity at 0, Infinity at 1. Throws a RangeError when p lies outside 0..1.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a normal quantile needs a probability between 0 and 1, not ${p}`);
  const fromCentre = p - 0.5;
  if (Math.abs(fromCentre) > 0.425) return Math.sign(fromCentre) * tail(Math.min(p, 1 - p));
  const r = 0.180625 - fromCentre * fromCentre;
  return (fromCentre * polynomial(CENTRE_TOP, r)) / polynomial(CENTRE_BOTTOM, r);
}

/** The two-sided normal factor of a confidence level: 0.95 → 1.959964; throws a RangeError unless 0 < level < 1. */
export function normalFactor(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`a confidence level lies between 0 and 1, not ${level}`);
  return normalQuantile(1 - (1 - level) / 2);
}

function tail(probability: number): number {
  if (probability === 0) return Infinity;
  const r = Math.sqrt(-Math.log(probability));
  return r <= 5
    ? polynomial(SHOULDER_TOP, r - 1.6) / polynomial(SHOULDER_BOTTOM, r - 1.6)
    : polynomial(TAIL_TOP, r - 5) / polynomial(TAIL_BOTTOM, r - 5);
}

function polynomial(coefficients: number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
