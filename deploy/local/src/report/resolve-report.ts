import type { ResolveAnswer } from '@amends/insight';

/** One point of the survival curve: which share is unresolved so many hours after it was received. */
export interface CurvePoint {
  hours: number;
  unresolved: number;
}

/** What insight reports on one source. */
export type ResolveReport = ResolveAnswer & { curve?: readonly CurvePoint[] };

/** The reports worth showing: sources that nothing is known of are left out, unless nothing is known at all. */
export function worthShowing(reports: readonly ResolveReport[]): readonly ResolveReport[] {
  const known = reports.filter(({ complaints }) => complaints > 0);
  return known.length > 0 ? known : reports.slice(0, 1);
}

/** The curve to draw: insight's, or steps through the quantiles where it gives none. */
export function curveOf({ curve, timeToResolve, resolved, complaints }: ResolveReport): readonly CurvePoint[] {
  if (curve && curve.length > 0) return curve;
  const share = complaints === 0 ? 0 : resolved / complaints;
  const quantiles = [[0.5, timeToResolve.p50], [0.9, timeToResolve.p90], [0.99, timeToResolve.p99]] as const;
  return quantiles.flatMap(([p, hours]) => (hours === null ? [] : [{ hours, unresolved: 1 - p * share }]));
}
