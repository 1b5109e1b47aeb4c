import { statusOf } from '@amends/contracts';
import type { LogRow } from '../../support/log-rows.js';
import type { Snapshot } from '../snapshot.js';
import { fold, incurredBy, owedBy, storiesOf } from './stories.js';

/** I7: a complaint is closed because its round was discharged while nothing was owed that blocks closing, and then it is closed. */
export function closedByDischarge({ logs }: Pick<Snapshot, 'logs'>): string[] {
  return [...storiesOf(logs)].flatMap(([complaint, story]) => [
    ...story.filter(({ type }) => type === 'ComplaintClosed').flatMap((closed) => wronglyClosed(complaint, closed, story)),
    ...(statusOf(fold(story)) === 'resolved' && blockingOf(story).length === 0 ? [`I7 ${complaint} is resolved, owes nothing that blocks closing, and is not closed`] : []),
  ]);
}

/** I5: what a service does of itself because of an event, it does once. */
export function upheldOnce({ logs }: Pick<Snapshot, 'logs'>): string[] {
  const own = [...logs.values()].flat().filter(({ source, metadata }) => source !== 'escalation' && metadata.actor.role === 'system' && metadata.causation !== null);
  const done = Map.groupBy(own, ({ source, type, metadata }) => `${source} ${type} because of ${metadata.causation}`);
  return [...done].filter(([, rows]) => rows.length > 1).map(([what, rows]) => `I5 ${what} happened ${rows.length} times`);
}

function wronglyClosed(complaint: string, closed: LogRow, story: readonly LogRow[]): string[] {
  const discharged = story.find(({ type, id }) => type === 'ObligationsDischarged' && id === closed.metadata.causation);
  if (!discharged || discharged.metadata.round !== closed.metadata.round) return [`I7 ${complaint} was closed and its round was not discharged`];
  const blocking = blockingOf(story.filter(({ stream, version }) => stream === discharged.stream && version < discharged.version));
  return blocking.length === 0 ? [] : [`I7 ${complaint} was discharged while ${blocking.join(', ')} was owed`];
}

/** The kinds that these events leave owed and that block closing. */
function blockingOf(story: readonly LogRow[]): readonly string[] {
  const owed = owedBy(story);
  const incurred = story.filter(({ type }) => type === 'ObligationIncurred').flatMap(({ data }) => incurredBy(data));
  return incurred.filter(({ blocksClosing, obligationId }) => blocksClosing === true && owed.has(String(obligationId))).map(({ kind }) => String(kind));
}
