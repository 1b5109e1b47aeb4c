import { derivedId } from '@amends/eventing';
import type { IncidentStep } from './incidents/index.js';
import { segmentsOf } from './segments.js';

const COMPLAINT = derivedId('complaint', 'incidents', 'INC1');
const AT = '2022-05-02T09:00:00.000Z';

function step(kind: IncidentStep['kind'], more: object = {}): IncidentStep {
  return { kind, key: `1/${kind}`, line: 2, at: AT, unit: 'A', caller: '11', channel: 'phone', categoryPath: [], category: ['7'], severity: 'minor', priority: 3, ...more } as IncidentStep;
}

const cut = (...kinds: IncidentStep['kind'][]) => segmentsOf('incidents', 'INC1', COMPLAINT, kinds.map((kind) => step(kind)));
const item = (...steps: IncidentStep[]) => JSON.parse(`${segmentsOf('incidents', 'INC1', COMPLAINT, steps)[0]!.json}}`) as { steps: object[] };

describe('the steps of a complaint', () => {
  it('travel together as long as they belong to one service', () => {
    const services = cut('register', 'classify', 'assign', 'hand-over', 'resolve', 'reopen', 'assign', 'classify', 'resolve', 'close').map(({ service, events }) => [service, events]);
    expect(services).toEqual([['intake', 2], ['resolution', 5], ['follow-up', 1], ['resolution', 1], ['intake', 1], ['resolution', 1], ['follow-up', 1]]);
  });

  it('are never more in one piece than a bulk route takes', () => {
    const many = segmentsOf('incidents', 'INC1', COMPLAINT, Array.from({ length: 600 }, (_, at) => step('assign', { key: `${at}/assign` })));
    expect(many.map(({ events }) => events)).toEqual([250, 250, 100]);
  });

  it('have ids that are the same in every import, and name no caller', () => {
    const registration = item(step('register'));
    expect(registration).toEqual({
      complaint: COMPLAINT,
      externalId: 'INC1',
      steps: [{ id: derivedId('step', 'incidents', 'INC1', '1/register'), at: AT, kind: 'register', channel: 'phone', customerId: derivedId('customer', 'incidents', '11') }],
    });
  });

  it('leave out what the source does not know', () => {
    expect(item(step('register', { caller: null })).steps[0]).not.toHaveProperty('customerId');
    expect(item(step('assign', { unit: null })).steps[0]).not.toHaveProperty('unit');
  });
});
