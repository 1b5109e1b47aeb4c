import { derivedId } from '@amends/eventing';
import type { IncidentStep } from './incidents/index.js';

/** The services that take the past of complaints in. */
export const HISTORY_SERVICES = ['intake', 'resolution', 'follow-up'] as const;
/** One of them. */
export type HistoryService = (typeof HISTORY_SERVICES)[number];

/** Neighbouring steps of one complaint that belong to one service, and so travel together. */
export interface Segment {
  readonly service: HistoryService;
  /** How many events it leads to. */
  readonly events: number;
  /** The item of the bulk request, written once; without its closing brace, because what was seen is known only on sending. */
  readonly json: string;
}

/** Fewer than the 500 that a bulk route takes of one complaint. */
const STEPS_PER_SEGMENT = 250;

/** Cuts a complaint's steps wherever the service changes, in their order. Pure. */
export function segmentsOf(source: string, number: string, complaint: string, steps: readonly IncidentStep[]): Segment[] {
  return cut(steps).map((run) => {
    const service = serviceOf(run[0]!);
    const external = service === 'intake' ? { externalId: number } : {};
    const item = JSON.stringify({ complaint, ...external, steps: run.map((step) => wireStep(source, number, step)) });
    return { service, events: run.reduce((sum, step) => sum + eventsOf(step), 0), json: item.slice(0, -1) };
  });
}

function cut(steps: readonly IncidentStep[]): IncidentStep[][] {
  const runs: IncidentStep[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run && serviceOf(run[0]!) === serviceOf(step) && run.length < STEPS_PER_SEGMENT) run.push(step);
    else runs.push([step]);
  }
  return runs;
}

function serviceOf({ kind }: IncidentStep): HistoryService {
  switch (kind) {
    case 'register':
    case 'classify':
      return 'intake';
    case 'reopen':
    case 'close':
      return 'follow-up';
    default:
      return 'resolution';
  }
}

/** A hand-over is offered, accepted, and changes the owner; everything else is one fact. */
const eventsOf = ({ kind }: IncidentStep): number => (kind === 'hand-over' ? 3 : 1);

/** A step as the bulk routes take it. */
function wireStep(source: string, number: string, step: IncidentStep): object {
  const { kind, at } = step;
  return { id: derivedId('step', source, number, step.key), at, kind, ...details(source, step) };
}

function details(source: string, step: IncidentStep): object {
  switch (step.kind) {
    case 'register':
      return { channel: step.channel, ...customerOf(source, step) };
    case 'classify':
      return { category: step.category, severity: step.severity, priority: step.priority };
    case 'assign':
    case 'hand-over':
      return step.unit === null ? {} : { unit: step.unit };
    default:
      return {};
  }
}

function customerOf(source: string, { customerId, caller }: Extract<IncidentStep, { kind: 'register' }>): object {
  if (customerId !== undefined) return { customerId };
  return caller === null ? {} : { customerId: derivedId('customer', source, caller) };
}
