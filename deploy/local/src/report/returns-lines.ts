import { count, percent, table, wrapped } from './report-text.js';
import type { ReturnsReport } from './returns-report.js';

type Window = ReturnsReport['cameBack'][number];
type Curve = ReturnsReport['returnCurve'];

/** Whether customers came back, as people read it; nothing where no source of activity is known. */
export function returnsLines(report: ReturnsReport | undefined): string[] {
  if (!report || report.dataCut === null) return [];
  const { source, n, dataCut, coverage, cameBack, cameBackFirst, returnCurve, returnCurveFirst, sameDay, definition } = report;
  return [
    '',
    `Came back · ${source}`,
    `${count(n)} episodes of ${count(coverage.customers)} customers · activity known up to ${dataCut.slice(0, 16).replace('T', ' ')} UTC`,
    ...table(['came back within', 'watched so long', 'came back', 'share', '95 % interval'], [...windows('all', cameBack), ...windows('first', cameBackFirst)]),
    ...notes([...cameBack, ...cameBackFirst]),
    ...table(['return curve', 'half came back after', '95 % interval', ...returnCurve.at.map(({ days }) => `within ${days} d`)], [curve('all episodes', returnCurve), curve('first episodes', returnCurveFirst)]),
    covered(coverage, sameDay),
    ...wrapped(`What the figures mean (version ${definition.version}): ${definition.text}`),
  ];
}

const windows = (which: string, all: readonly Window[]): string[][] =>
  all.map(({ days, eligible, returned, share, low, high }) => [`${days} days, ${which}`, count(eligible), whole(returned), part(share), range(part(low), part(high))]);

/** Why figures are missing, or to be read with care, once each. */
function notes(all: readonly Window[]): string[] {
  return [...new Set(all.flatMap(({ days, refused, note }) => [refused, note].flatMap((one) => (one ? [`${days} days: ${one.text}.`] : []))))];
}

const curve = (name: string, { median, low, high, at, refused }: Curve): string[] =>
  refused ? [name, refused.text, '', ...at.map(() => '')] : [name, inDays(median), range(inDays(low), inDays(high)), ...at.map((point) => part(point.share))];

function covered({ episodes, linkedToCustomer, afterDataCut, censored, lost, fullWindow }: ReturnsReport['coverage'], sameDay: ReturnsReport['sameDay']): string {
  const full = fullWindow.map((one) => `${one.days} d ${count(one.episodes)}`).join(', ');
  return `Of ${count(episodes)} episodes ${count(linkedToCustomer)} have a customer, ${count(afterDataCut)} came after the data cut; ${whole(censored)} are still open, ${whole(lost)} lost; watched in full: ${full}; returned the same day (perhaps a correction): ${whole(sameDay.returned)}.`;
}

const whole = (value: number | null): string => (value === null ? '–' : count(value));
const part = (share: number | null): string => (share === null ? '–' : percent(share));
const inDays = (days: number | null): string => (days === null ? '–' : `${days.toFixed(1)} d`);
const range = (low: string, high: string): string => `${low} – ${high}`;
