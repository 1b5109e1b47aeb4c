import type { ReturnsAnswer } from '@amends/insight';
import type { ResolveReport } from './resolve-report.js';

/** What insight reports on whether the customers of one source came back. */
export type ReturnsReport = ReturnsAnswer;

/** The report on one source for machines: both reports in one value. Without any activity there is nothing to say of returns, and nothing is said. */
export function withReturns(report: ResolveReport, returns: readonly ReturnsReport[]): ResolveReport | (ResolveReport & Omit<ReturnsReport, keyof ResolveReport> & { returns: object }) {
  const found = returns.find(({ source }) => source === report.source);
  if (!found || found.dataCut === null) return report;
  const { source: _source, n, dataCut, definition, coverage, refused, ...figures } = found;
  return { ...report, ...figures, coverage, refused, returns: { n, dataCut, definition } };
}
