import { CATALOGUE, type RecordedEvent } from '@amends/contracts';
import { PackBook, referenceOf, Superiors, WhatIf } from '@amends/escalation/what-if';
import { Company } from '@amends/runtime';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { incidentSteps, readIncidents, surveyIncidents, type IncidentStep } from '../import/incidents/index.js';
import { independentResolve } from './independent-resolve.js';

const LOG = resolve(__dirname, '../../../../../shared/data/uci_incident_event_log_opened_to_2016-04.csv.gz');
const published = existsSync(LOG) ? describe : describe.skip;

const COMPANY = Company.from({
  name: 'Acme', units: [{ id: 'acme', name: 'Acme', parent: null }], staff: [{ id: '0192a3b4-0000-7000-8000-000000000901', role: 'supervisor', unit: null }],
  superiors: { acme: ['0192a3b4-0000-7000-8000-000000000901'] },
});
const DEFINITIONS = new Map(CATALOGUE.map((definition) => [definition.type, definition]));
const TYPES: Readonly<Partial<Record<IncidentStep['kind'], string>>> = {
  register: 'ComplaintRegistered', classify: 'ComplaintClassified', 'await-customer': 'WaitingForCustomer', 'record-answer': 'CustomerAnswered', resolve: 'ComplaintResolved', reopen: 'ComplaintReopened',
  close: 'ComplaintClosed',
};

/** The facts of one incident that move the clock of `resolve`, as its import records them. */
function factsOf(number: string, steps: readonly IncidentStep[]): RecordedEvent[] {
  const versions = new Map<string, number>();
  let round = 1;
  return steps.flatMap((step) => {
    const definition = DEFINITIONS.get(TYPES[step.kind] ?? '');
    if (!definition) return [];
    const version = (versions.get(definition.source) ?? 0) + 1;
    versions.set(definition.source, version);
    const data = { ...(definition.sample as object), ...dataOf(number, step, round) };
    const event: RecordedEvent = {
      id: `${number}/${step.key}`, type: definition.type, data, round, origin: 'history', occurredAt: step.at, recordedAt: step.at, source: definition.source, streamKind: 'complaint', subject: number, version,
      schemaVersion: definition.version, actor: { id: 'importer', role: 'importer', unit: null }, causation: null, correlation: number, traceparent: null,
    };
    if (step.kind === 'reopen') round++;
    return [event];
  });
}

function dataOf(externalId: string, step: IncidentStep, round: number): object {
  if (step.kind === 'register') return { customerId: null, standing: null, receivedAt: step.at, history: { source: 'log', externalId, records: ['resolve'] } };
  if (step.kind === 'classify') return { severity: step.severity, category: step.category, grave: [] };
  return step.kind === 'reopen' ? { endsRound: round } : {};
}

published(`the published log under two policies${existsSync(LOG) ? '' : ': skipped, because shared/data is not beside this checkout'}`, () => {
  it('misses resolve as often as an independent recomputation says, and in the same complaints', async () => {
    const survey = await surveyIncidents(LOG);
    const whatIf = new WhatIf(new PackBook(), 'hotline-12345@1', new Superiors(referenceOf(COMPANY)));
    for await (const { number, rows } of readIncidents(LOG, survey)) for (const fact of factsOf(number, incidentSteps(rows).steps)) whatIf.hear(fact);
    const { byKind, differences } = whatIf.result(survey.dataCut!);
    const [before, after] = [independentResolve(LOG, 'default'), independentResolve(LOG, 'hotline-12345')];
    const numbers = new Set([...before.missedBy.keys(), ...after.missedBy.keys()]);
    const differing = [...numbers].filter((number) => before.missedBy.get(number) !== after.missedBy.get(number)).sort();
    expect([before.owed, before.missed, after.missed, differing.length]).toEqual([17_379, 2_661, 2_668, 173]);
    expect(byKind).toEqual([{ kind: 'resolve', owed: { before: before.owed, after: after.owed }, missed: { before: before.missed, after: after.missed } }]);
    expect(differences.map(({ complaint }) => complaint).sort()).toEqual(differing);
  }, 300_000);
});
