import { clusteredCurve, clusteredShare, survivalCurve, survivalMedian, wilson, type ShareWithInterval, type SurvivalStep } from '@amends/statistics';
import type { Episode } from './episodes.js';
import { refusalOf, windowNote } from './refusals.js';
import type { CurveAnswer, WindowAnswer } from './returns-answer.js';

/** Windows in which a share is given, and times at which the curve is read, in days. */
export const WINDOWS = [30, 90, 180] as const;
export const TIMES = [30, 90, 180, 365] as const;

/** Whether several episodes of one customer are among them. */
export type Unit = 'all' | 'first';

/** The share that came back within so many days, of the episodes that were watched so long. Pure. */
export function windowOf(episodes: readonly Episode[], days: number, unit: Unit, maySeeSmallCells: boolean): WindowAnswer {
  const eligible = episodes.filter(({ watched }) => watched >= days);
  const cameBack = ({ returned }: Episode): boolean => returned !== null && returned <= days;
  const returned = eligible.filter(cameBack).length;
  const refused = refusalOf(eligible.length, returned, maySeeSmallCells);
  const note = windowNote(episodes.length, eligible.length);
  if (refused) return { days, eligible: eligible.length, returned: null, share: null, low: null, high: null, refused, note };
  const figure: ShareWithInterval = unit === 'first' ? wilson(returned, eligible.length) : clusteredShare(clustersOf(eligible, cameBack));
  return { days, eligible: eligible.length, returned, ...figure, refused: null, note };
}

function clustersOf(episodes: readonly Episode[], isSuccess: (episode: Episode) => boolean): readonly { n: number; successes: number }[] {
  const clusters = new Map<string, { n: number; successes: number }>();
  for (const episode of episodes) {
    const cluster = clusters.get(episode.person) ?? { n: 0, successes: 0 };
    clusters.set(episode.person, cluster);
    cluster.n += 1;
    if (isSuccess(episode)) cluster.successes += 1;
  }
  return [...clusters.values()];
}

/** The share that came back by time: Kaplan-Meier, whoever was lost first censored then. Pure. */
export function curveOf(episodes: readonly Episode[], unit: Unit, maySeeSmallCells: boolean): CurveAnswer {
  const observations = episodes.map(observationOf);
  const returned = observations.filter(({ event }) => event).length;
  const head = { unit: 'days' as const, n: episodes.length, customers: new Set(episodes.map(({ person }) => person)).size };
  const refused = refusalOf(episodes.length, returned, maySeeSmallCells);
  if (refused) return { ...head, returned: null, median: null, low: null, high: null, at: [], refused };
  const curve = unit === 'first' ? survivalCurve(observations) : clusteredCurve(observations);
  const { time: median, low, high } = survivalMedian(curve);
  return { ...head, returned, median, low, high, at: TIMES.map((days) => readAt(curve, days)), refused: null };
}

function observationOf({ person, returned, lost, watched }: Episode) {
  const stays = Math.min(watched, lost ?? Infinity);
  const event = returned !== null && returned <= stays;
  return { time: event ? returned : stays, event, cluster: person };
}

/** The curve at a time; nothing where nobody was watched so long. */
function readAt(curve: readonly SurvivalStep[], days: number): CurveAnswer['at'][number] {
  const last = curve.findLast(({ time }) => time <= days);
  const atRisk = curve.find(({ time }) => time >= days)?.atRisk ?? 0;
  if (!last || atRisk === 0) return { days, atRisk, share: last || atRisk === 0 ? null : 0, low: null, high: null };
  const { survival, low, high } = last;
  return { days, atRisk, share: 1 - survival, low: high === null ? null : 1 - high, high: low === null ? null : 1 - low };
}
