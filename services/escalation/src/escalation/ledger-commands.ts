import { Refusal } from '@amends/decider';
import { inScope, KeyReused, Unknown, type Accepted, type Clock, type CommandContext, type Database, type EventLog, type Ids, type Transaction } from '@amends/eventing';
import { conclude } from '../ledger/concluding.js';
import { record } from '../ledger/judge.js';
import type { OwnFact } from '../ledger/judged.js';
import type { Page } from '../ledger/page.js';
import type { Pages } from '../ledger/pages.js';
import { broughtBy, type TurnedPage } from '../ledger/turned-page.js';
import type { PackBook } from '../policy/pack-book.js';
import type { Policies } from '../policy/policies.js';
import type { Places } from '../inbox/slots.js';
import { answeringOf, isTheirs, type Answering } from './answering.js';
import type { Ladder } from './ladder.js';

/** What a person wants of escalation: decided from the ledger's page, which is locked meanwhile. */
export interface LedgerCommand {
  readonly complaint: string;
  readonly decide: (page: Page, packs: PackBook, by: Answering) => readonly OwnFact[];
  /** Told back to whoever asked, with the id and the types of the recorded events. */
  readonly response?: Readonly<Record<string, unknown>>;
}

/** Runs commands on the ledger's pages, so that what follows from them is recorded with them. */
export class LedgerCommands {
  constructor(
    private readonly parts: { readonly database: Database; readonly log: EventLog; readonly pages: Pages; readonly ladder: Ladder; readonly policies: Pick<Policies, 'current'>; readonly places: Places; readonly clock: Clock; readonly ids: Ids },
  ) {}

  /** Throws Refusal, Unknown (also outside of this person's scope), and KeyReused; a repeated request gets its first answer again. */
  async run(command: LedgerCommand, context: CommandContext): Promise<Accepted> {
    const before = await this.answeredBefore(context);
    if (before) return before;
    try {
      return await this.parts.database.transaction((transaction) => this.attempt(command, context, transaction));
    } catch (error) {
      // The same request may have been a moment faster on another connection.
      const answer = error instanceof Refusal || error instanceof Repeated ? await this.answeredBefore(context) : undefined;
      if (!answer) throw error;
      return answer;
    }
  }

  private async attempt({ complaint, decide, response }: LedgerCommand, context: CommandContext, transaction: Transaction): Promise<Accepted> {
    const { pages, ladder, policies, places, clock, ids } = this.parts;
    const stored = (await pages.lock(transaction, [complaint])).get(complaint)!;
    const instant = clock.now();
    const by = answeringOf(context.actor, stored.page.soFar.known, places, instant);
    if (!isVisible(stored.page, by, context)) throw new Unknown('complaint', complaint);
    const now = new Date(instant).toISOString();
    const moment = { now, packs: await policies.current() };
    const decided = decide(stored.page, moment.packs, by).map((fact) => ({ ...fact, id: ids.next(), actor: context.actor }));
    const judged = record(stored.page, decided, moment);
    const concluded = conclude({ page: judged.page, facts: [] }, ladder, moment);
    const { causation, correlation, traceparent } = context;
    const facts = broughtBy({ causation, correlation, traceparent }, [...judged.facts, ...concluded.facts]);
    const turned: TurnedPage = { ...stored, complaint, before: stored.page, page: concluded.page, facts };
    const accepted: Accepted = { id: complaint, ...response, recorded: decided.map(({ type }) => type), seen: this.marks(turned) };
    const results = await pages.turn(transaction, [turned], now, context.idempotency ? { idempotency: context.idempotency, response: accepted } : {});
    if (results.some(({ outcome }) => outcome !== 'appended')) throw new Repeated();
    return accepted;
  }

  private marks({ complaint, version, facts, page }: TurnedPage): Accepted['seen'] {
    const { source } = this.parts.log;
    const own = facts.filter(({ type }) => type.startsWith('Obligation')).length;
    const obligations = { source, kind: 'obligations' as const, id: complaint, version: version + own };
    return page.seen.escalation ? [obligations, { source, kind: 'complaint', id: complaint, version: page.seen.escalation }] : [obligations];
  }

  private async answeredBefore({ idempotency }: CommandContext): Promise<Accepted | undefined> {
    if (!idempotency) return undefined;
    const before = await this.parts.log.answered(idempotency.key);
    if (before && before.fingerprint !== idempotency.fingerprint) throw new KeyReused();
    return before?.response as Accepted | undefined;
  }
}

/** Whoever was told may act, wherever the complaint is, and whoever now holds the place of somebody who was. */
const isVisible = ({ soFar: { known }, shown: { told = [] } }: Page, by: Answering, context: CommandContext): boolean =>
  known.registered && (told.some((one) => isTheirs(by, one)) || inScope(known, context));

/** The idempotency key was used meanwhile: nothing of this attempt may stay. */
class Repeated extends Error {}

