import { wilson } from '@amends/statistics';
import { curvePlot } from './curve-plot.js';
import { hoursText } from './hours-text.js';
import type { ResolveReport } from './resolve-report.js';
import { count, percent, table, wrapped } from './report-text.js';

type Figures = Omit<ResolveReport['timeToResolve'], 'unit'>;
type Group = ResolveReport['byPriority'][number] | ResolveReport['byHandOvers'][number];

const TIMES = ['half within', '90 % within', '99 % within', 'survival median', '95 % interval'];
const COUNTS = ['complaints', 'open', 'resolved'];

/** A report as people read it: every figure with its interval, what it means, and up to when it holds. */
export function reportLines(report: ResolveReport): string[] {
  const plot = curvePlot(report.curve);
  return [
    `Time to resolve · ${report.source}`,
    `${count(report.complaints)} complaints, ${count(report.open)} open, ${count(report.resolved)} resolved · data cut ${cutText(report)}`,
    ...table(['', ...TIMES], [['wall clock', ...times(report.timeToResolve)], ['without waiting', ...times(report.withoutWaiting)]]),
    ...table(['of all complaints', 'count', 'share', '95 % interval'], shares(report)),
    ...table(['last priority', ...COUNTS, ...TIMES], report.byPriority.map((group) => [String(group.priority ?? 'none'), ...groupCells(group)])),
    ...table(['hand-overs', ...COUNTS, ...TIMES], report.byHandOvers.map((group) => [String(group.handOvers), ...groupCells(group)])),
    ...(plot.length > 0 ? ['Share resolved by time after it was received (wall clock, logarithmic):', ...plot] : []),
    ...wrapped(`What the figures mean (version ${report.definition.version}): ${report.definition.text}`),
  ];
}

function cutText({ dataCut, complete }: ResolveReport): string {
  const cut = dataCut === null ? 'none' : `${dataCut.slice(0, 16).replace('T', ' ')} UTC`;
  return complete ? cut : `${cut} (the import has not ended, or rows are missing)`;
}

function shares({ handedOver, reopened, waited, complaints }: ResolveReport): string[][] {
  return Object.entries({ 'handed over': handedOver, reopened, 'ever waiting': waited }).map(([name, { count: some, share }]) => {
    const interval = share === null ? undefined : wilson(some, complaints);
    return [name, count(some), share === null ? '–' : percent(share), interval ? `${percent(interval.low)} – ${percent(interval.high)}` : '–'];
  });
}

const groupCells = (group: Group): string[] => [count(group.complaints), count(group.open), count(group.resolved), ...times(group)];

function times({ p50, p90, p99, survivalMedian, low, high }: Figures): string[] {
  return [hoursText(p50), hoursText(p90), hoursText(p99), hoursText(survivalMedian), `${hoursText(low)} – ${hoursText(high)}`];
}
