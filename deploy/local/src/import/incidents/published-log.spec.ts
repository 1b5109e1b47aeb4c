import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { independentFigures, type IndependentFigures } from './independent-figures.js';
import { incidentSteps, readIncidents, surveyIncidents, type IncidentHistory, type IncidentStep } from './index.js';

const LOG = resolve(__dirname, '../../../../../../shared/data/uci_incident_event_log_opened_to_2016-04.csv.gz');
const HOUR = 3_600_000;
const published = existsSync(LOG) ? describe : describe.skip;

published(`the published log${existsSync(LOG) ? '' : ': skipped, because shared/data is not beside this checkout'}`, () => {
  const histories = new Map<string, IncidentHistory>();
  let expected: IndependentFigures;

  beforeAll(async () => {
    const survey = await surveyIncidents(LOG);
    expect(survey.unreadable).toEqual([]);
    for await (const { number, rows } of readIncidents(LOG, survey)) histories.set(number, incidentSteps(rows));
    expected = independentFigures(LOG);
  }, 300_000);

  it('tells as many complaints, open and resolved ones, as an independent count', () => {
    expect(histories.size).toBe(expected.complaints);
    expect(having('resolve')).toBe(expected.resolved);
    expect(having('reopen')).toBe(expected.reopened);
    expect(having('hand-over')).toBe(expected.handedOver.count);
    expect(having('await-customer')).toBe(expected.waited);
  });

  it('tells the same quantiles of the time to resolve, with and without waiting', () => {
    const walls: number[] = [];
    const withoutWaiting: number[] = [];
    for (const { steps } of histories.values()) {
      const resolved = steps.findLast((step) => step.kind === 'resolve');
      if (!resolved) continue;
      const wall = Date.parse(resolved.at) - Date.parse(steps[0]!.at);
      walls.push(wall / HOUR);
      withoutWaiting.push((wall - waiting(steps, Date.parse(resolved.at))) / HOUR);
    }
    expectQuantiles(walls, expected.wall);
    expectQuantiles(withoutWaiting, expected.withoutWaiting);
  });

  it('never uses a key twice in one complaint', () => {
    for (const { steps } of histories.values()) expect(new Set(steps.map((step) => step.key)).size).toBe(steps.length);
  });

  it('never closes or reopens what was not resolved in that round, and answers only what waits', () => {
    for (const [number, { steps }] of histories) expect([number, firstIllegal(steps)]).toEqual([number, undefined]);
  });

  function having(kind: IncidentStep['kind']): number {
    return [...histories.values()].filter(({ steps }) => steps.some((step) => step.kind === kind)).length;
  }
});

function waiting(steps: IncidentStep[], until: number): number {
  let since: number | null = null;
  let sum = 0;
  for (const step of steps) {
    if (step.kind === 'await-customer') since = Date.parse(step.at);
    if (step.kind !== 'record-answer' || since === null) continue;
    sum += Math.max(0, Math.min(Date.parse(step.at), until) - since);
    since = null;
  }
  return since === null ? sum : sum + Math.max(0, until - since);
}

function firstIllegal(steps: IncidentStep[]): IncidentStep | undefined {
  let resolved = false;
  let waits = false;
  return steps.find((step) => {
    if (['close', 'reopen'].includes(step.kind) && !resolved) return true;
    if ((step.kind === 'record-answer') !== waits && ['record-answer', 'await-customer'].includes(step.kind)) return true;
    if (step.kind === 'resolve') resolved = true;
    if (step.kind === 'reopen') resolved = false;
    if (step.kind === 'await-customer') waits = true;
    if (step.kind === 'record-answer') waits = false;
    return false;
  });
}

function expectQuantiles(hours: number[], expected: IndependentFigures['wall']): void {
  const sorted = hours.sort((a, b) => a - b);
  // Neighbouring order statistics enclose the quantile; no code of the statistics library is needed to check that.
  for (const [p, value] of [[0.5, expected.p50], [0.9, expected.p90], [0.99, expected.p99]] as const) {
    expect(value).toBeGreaterThanOrEqual(sorted[Math.floor((sorted.length - 1) * p)]! - 1e-9);
    expect(value).toBeLessThanOrEqual(sorted[Math.ceil((sorted.length - 1) * p)]! + 1e-9);
  }
}
