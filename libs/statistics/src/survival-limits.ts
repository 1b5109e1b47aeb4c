/**
 * The scale on which a survival curve's interval is built: `log-log` keeps within 0..1 and is right for small numbers
 * (Kalbfleisch & Prentice), `log` is R's default.
 */
export type IntervalScale = 'log-log' | 'log';

/** Limits of a survival probability; null where the scale has none (nobody ended yet, or nobody is left). */
export interface SurvivalLimits {
  low: number | null;
  high: number | null;
}

/**
 * The pointwise limits of survival S whose log has the standard error `logStdErr` (Greenwood), at normal factor z:
 * S^exp(±z·se/ln S) on the log-log scale, S·exp(±z·se) cut at 1 on the log scale.
 */
export function survivalLimits(survival: number, logStdErr: number, z: number, scale: IntervalScale): SurvivalLimits {
  if (survival <= 0) return { low: null, high: null };
  return scale === 'log' ? logLimits(survival, logStdErr, z) : logLogLimits(survival, logStdErr, z);
}

function logLimits(survival: number, logStdErr: number, z: number): SurvivalLimits {
  const spread = Math.exp(z * logStdErr);
  return { low: survival / spread, high: Math.min(1, survival * spread) };
}

function logLogLimits(survival: number, logStdErr: number, z: number): SurvivalLimits {
  if (survival >= 1) return { low: null, high: null };
  const hazard = -Math.log(survival);
  const spread = Math.exp((z * logStdErr) / hazard);
  return { low: Math.exp(-hazard * spread), high: Math.exp(-hazard / spread) };
}
