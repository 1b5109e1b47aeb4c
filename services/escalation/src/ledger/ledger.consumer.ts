import type { RecordedEvent, TopicName } from '@amends/contracts';
import type { Clock, Handler, Transaction } from '@amends/eventing';
import { judge } from './ledger.js';
import type { Pages, TurnedPage } from './pages.js';

/** Folds what everybody says about complaints, and records what is owed because of it. */
export class LedgerConsumer implements Handler {
  readonly name = 'ledger@1';
  readonly topics: readonly TopicName[] = ['complaints'];
  readonly durable = true;

  constructor(
    private readonly pages: Pages,
    private readonly clock: Clock,
  ) {}

  async handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    // Its own obligations were folded when they were appended; read back they only count as handled.
    const facts = events.filter(({ streamKind }) => streamKind === 'complaint');
    if (facts.length === 0) return;
    const bySubject = Map.groupBy(facts, ({ subject }) => subject);
    const pages = await this.pages.lock(transaction, [...bySubject.keys()]);
    const turned = [...bySubject].map(([complaint, heard]) => heard.reduce(turn, { complaint, facts: [], ...pages.get(complaint)! }));
    await this.pages.turn(transaction, turned, new Date(this.clock.now()).toISOString());
  }
}

function turn(turned: TurnedPage, event: RecordedEvent): TurnedPage {
  const { page, facts } = judge(turned.page, event);
  const heardAt = turned.heardAt && turned.heardAt > event.recordedAt ? turned.heardAt : event.recordedAt;
  const { id: causation, correlation, traceparent } = event;
  const said = facts.map((fact) => ({ ...fact, round: page.soFar.known.round, causation, correlation, traceparent }));
  return { ...turned, page, heardAt, facts: [...turned.facts, ...said] };
}
