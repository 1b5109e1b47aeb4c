import type { ResolveAnswer } from '@amends/insight';

/** What insight reports on one source. */
export type ResolveReport = ResolveAnswer;
/** One point of its survival curve: which share is unresolved so many hours after it was received. */
export type CurvePoint = ResolveReport['curve'][number];

/** The reports worth showing: sources that nothing is known of are left out, unless nothing is known at all. */
export function worthShowing(reports: readonly ResolveReport[]): readonly ResolveReport[] {
  const known = reports.filter(({ complaints }) => complaints > 0);
  return known.length > 0 ? known : reports.slice(0, 1);
}
