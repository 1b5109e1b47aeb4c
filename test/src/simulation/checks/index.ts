import type pg from 'pg';
import { Book } from '../../chaos/book.js';
import { chainsHold } from '../../chaos/invariants/chain.js';
import { storedAsFolded } from '../../chaos/invariants/effects.js';
import { everythingIsHandled, logsHaveNoGaps, topicsAreInOrder } from '../../chaos/invariants/order.js';
import { publishedIsCommitted } from '../../chaos/invariants/published.js';
import { takeSnapshot, type Snapshot } from '../../chaos/snapshot.js';
import type { Simulation } from '../simulation.js';
import { TopicReader } from '../topic-reader.js';
import { countsAddUp } from './counts.js';
import { dutiesAreRight } from './ledger.js';
import { transitionsAreLegal } from './legal.js';
import { ledgerIsRebuilt, readModelsAreRebuilt } from './rebuilt.js';
import { storiesOf, type Story } from './story.js';

/** Everything that is checked at the end of a simulation, with what it was checked on; a sentence for each violation. */
export async function checkAll(simulation: Simulation, database: pg.Client): Promise<{ readonly violations: readonly string[]; readonly stories: readonly Story[] }> {
  const { company, publishedAt } = simulation;
  const topic = new TopicReader(database);
  const snapshot = await takeSnapshot(company.databaseUrl, () => topic.all());
  const stories = storiesOf(snapshot.logs);
  const now = company.now();
  // Deadlines are struck by the ledger's own clock, which the others may have left behind since it struck last.
  const struckUpTo = company.service('escalation').clock.now();
  const violations = [
    ...simulation.wrongs,
    ...company.services.flatMap(({ wrongs }) => wrongs),
    ...publishedIsCommitted(snapshot),
    ...storedAsFolded(snapshot),
    ...logsHaveNoGaps(snapshot),
    ...topicsAreInOrder(snapshot, new Book()),
    ...everythingIsHandled(snapshot, company.consumers()),
    ...nothingIsParked(snapshot),
    ...(await chainsHold(snapshot)),
    ...stories.flatMap((story) => [...transitionsAreLegal(story), ...upheldOnce(story), ...dutiesAreRight(story, { now: struckUpTo, publishedAt })]),
    ...(await countsAddUp(stories, database)),
    ...(await ledgerIsRebuilt(snapshot.messages, database, now)),
    ...(await nothingIsLeftUndone(company.services.filter(({ parts }) => parts.withLog).map(({ parts }) => parts.database.schema), database)),
    ...(await readModelsAreRebuilt(company.service('insight'), database)),
  ];
  return { violations, stories };
}

/** I17: nothing that Amends itself said may be poison. */
const nothingIsParked = ({ parked }: Snapshot): string[] => parked.map(({ consumer, subject, reason }) => `I17 ${consumer} has parked ${subject}: ${reason}`);

/** I5: whatever a service did by itself because of an event, it did once. What a source of activities told has no event before it. */
function upheldOnce({ complaint, events }: Story): string[] {
  const acts = events.filter(({ metadata, source }) => metadata.actor.role === 'system' && metadata.causation && source !== 'escalation').map(({ source, type, metadata }) => `${source} ${type} because of ${metadata.causation}`);
  return acts.filter((act, index) => acts.indexOf(act) !== index).map((act) => `I5 ${complaint}: ${act} twice`);
}

/** What a service noted to do is done at the end. */
async function nothingIsLeftUndone(schemas: readonly string[], database: pg.Client): Promise<string[]> {
  const left: string[] = [];
  for (const schema of schemas) {
    const { rows } = await database.query<{ upholding: string; complaint: string }>(`select upholding, complaint from ${schema}.to_uphold`);
    left.push(...rows.map(({ upholding, complaint }) => `I5 ${schema} has left ${upholding} of ${complaint} undone`));
  }
  return left;
}
