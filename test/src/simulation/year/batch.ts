import { checkYear } from './checks/index.js';
import { liveYear } from './year.js';

/** A year that is lived in one process. */
export interface YearExtent {
  readonly seed: number;
  readonly complaints: number;
}

/** What came of it. */
export interface YearReport extends YearExtent {
  readonly events: number;
  /** How often each of the events occurred that tell most of a year. */
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly string[];
}

const TOLD = ['ObligationIncurred', 'ObligationNearing', 'ObligationMissed', 'ObligationMissRetracted', 'ObligationSettled', 'ObligationPaused', 'ObligationRevised', 'ObligationLapsed', 'SuperiorInformed', 'ComplaintReopened', 'ComplaintClosed'];

/** Lives a year and checks it. */
export function runYear({ seed, complaints }: YearExtent): YearReport {
  const record = liveYear(seed, complaints);
  const types = record.stories.flatMap(({ events }) => events.map(({ type }) => type));
  const counts = Object.fromEntries(TOLD.map((told) => [told, types.filter((type) => type === told).length]));
  return { seed, complaints, events: types.length, counts, violations: checkYear(record) };
}
