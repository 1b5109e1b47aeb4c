import type { RecordedEvent, TopicName } from '@amends/contracts';
import type { Announced, Clock, Handler, Transaction } from '@amends/eventing';
import type { Ladder } from '../escalation/ladder.js';
import { conclude } from './concluding.js';
import type { Policies } from '../policy/policies.js';
import { judge } from './judge.js';
import type { Moment, Said } from './judged.js';
import type { Pages } from './pages.js';
import { broughtBy, type Brought, type StoredPage, type TurnedPage } from './turned-page.js';

/** Folds what everybody says about complaints, and records what is owed because of it. */
export class LedgerConsumer implements Handler {
  readonly name = 'ledger@1';
  readonly topics: readonly TopicName[] = ['complaints'];
  readonly durable = true;
  readonly paceMs = 50;

  constructor(
    private readonly pages: Pages,
    private readonly ladder: Ladder,
    private readonly policies: Pick<Policies, 'current'>,
    private readonly clock: Clock,
  ) {}

  async handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    await (await this.prepare(events, transaction))(events);
  }

  async prepare(announced: readonly Announced[], transaction: Transaction): Promise<(events: readonly RecordedEvent[]) => Promise<void>> {
    const pages = await this.pages.lock(transaction, [...new Set(announced.filter(isFact).map(({ subject }) => subject))]);
    return async (events) => {
      const bySubject = Map.groupBy(events.filter(isFact), ({ subject }) => subject);
      const moment = { now: new Date(this.clock.now()).toISOString(), packs: await this.policies.current() };
      const turned = [...bySubject].map(([complaint, heard]) => this.turned(complaint, pages.get(complaint)!, heard, moment));
      await this.pages.turn(transaction, turned, moment.now);
    };
  }

  private turned(complaint: string, stored: StoredPage, heard: readonly RecordedEvent[], moment: Moment): TurnedPage {
    let { page, heardAt } = stored;
    const facts: (Said & Brought)[] = [];
    for (const event of heard) {
      const judged = judge(page, event, moment);
      page = judged.page;
      heardAt = heardAt && heardAt > event.recordedAt ? heardAt : event.recordedAt;
      facts.push(...broughtBy(causeOf(event), judged.facts));
    }
    const concluded = conclude({ page, facts: [] }, this.ladder, moment);
    return { ...stored, complaint, before: stored.page, page: concluded.page, heardAt, facts: [...facts, ...broughtBy(causeOf(heard.at(-1)!), concluded.facts)] };
  }
}

/** Its own events were folded when they were appended; read back they only count as handled. */
const isFact = ({ streamKind, source }: Announced): boolean => streamKind === 'complaint' && source !== 'escalation';

const causeOf = ({ id: causation, correlation, traceparent }: RecordedEvent): Brought => ({ causation, correlation, traceparent });
