import type { Actor } from '@amends/contracts';
import { Loop, type Clock, type Database, type Report, type Transaction } from '@amends/eventing';
import type { Ladder } from '../escalation/ladder.js';
import { conclude } from '../ledger/concluding.js';
import type { Moment } from '../ledger/judged.js';
import type { Pages } from '../ledger/pages.js';
import { broughtBy, type StoredPage, type TurnedPage } from '../ledger/turned-page.js';
import type { Policies } from './policies.js';
import { retimed, type NewRetiming } from './retiming.js';

/** Pages in one transaction: some 60 ms in which their complaints wait where all of them move. */
const BATCH = 50;
const PACE_MS = 1000;

interface Row {
  id: string;
  decision: NewRetiming['decision'];
  reason: string | null;
  decided_by: Actor;
  reached: string | null;
}

/**
 * Moves the clocks that a decision about packs or calendars concerns, batch by batch in the order of their complaints. How far it came is
 * written with each batch, so that after a crash, and with several replicas, each complaint is moved once.
 */
export class Retimer {
  private readonly loop: Loop;

  constructor(
    private readonly parts: { readonly database: Database; readonly pages: Pages; readonly ladder: Ladder; readonly policies: Pick<Policies, 'current'>; readonly clock: Clock },
  ) {
    this.loop = new Loop(parts.clock, { turn: async () => ((await this.step()) === 0 ? PACE_MS : 0), afterTrouble: () => PACE_MS });
  }

  start(report: Report): void {
    this.loop.start(report);
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Looks at the next batch of the oldest decision, and returns of how many complaints. */
  async step(): Promise<number> {
    const { database, policies, clock } = this.parts;
    const moment = { now: new Date(clock.now()).toISOString(), packs: await policies.current() };
    return database.transaction(async (transaction) => {
      const retiming = await next(transaction, moment.now);
      if (!retiming) return 0;
      const complaints = await ahead(transaction, retiming.reached);
      const turned = await this.turned(transaction, retiming, complaints, moment);
      await advance(transaction, retiming, complaints, turned, moment.now);
      await this.parts.pages.turn(transaction, turned, moment.now);
      return complaints.length;
    });
  }

  private async turned(transaction: Transaction, retiming: Row, complaints: readonly string[], moment: Moment): Promise<readonly TurnedPage[]> {
    const pages = await this.parts.pages.lock(transaction, complaints);
    return complaints.flatMap((complaint) => this.one(retiming, complaint, pages.get(complaint)!, moment));
  }

  private one({ id, decision, reason, decided_by: actor }: Row, complaint: string, stored: StoredPage, moment: Moment): readonly TurnedPage[] {
    const judged = retimed(stored.page, { id, decision, reason }, complaint, moment);
    if (judged.facts.length === 0) return [];
    const { page, facts } = conclude(judged, this.parts.ladder, moment);
    const byDecision = { causation: null, correlation: id, traceparent: null };
    return [{ ...stored, complaint, before: stored.page, page, facts: broughtBy(byDecision, facts).map((said) => (said.type === 'ObligationsRepinned' ? { ...said, actor } : said)) }];
  }
}

async function next(transaction: Transaction, now: string): Promise<Row | undefined> {
  const { rows } = await transaction.query<Row>(
    `select id, decision, reason, decided_by, reached from escalation.retimings
     where ended_at is null and begins_at <= $1 order by decided_at, id limit 1 for update skip locked`,
    [now],
  );
  return rows[0];
}

async function ahead(transaction: Transaction, reached: string | null): Promise<readonly string[]> {
  const { rows } = await transaction.query<{ complaint: string }>('select complaint from escalation.ledger where $1::uuid is null or complaint > $1 order by complaint limit $2', [reached, BATCH]);
  return rows.map(({ complaint }) => complaint);
}

/** The reason is not kept longer than it is needed: it stands, sealed, in each complaint. */
async function advance(transaction: Transaction, { id }: Row, complaints: readonly string[], turned: readonly TurnedPage[], now: string): Promise<void> {
  const obligations = turned.reduce((sum, { facts }) => sum + facts.filter(({ type }) => type === 'ObligationRevised').length, 0);
  const isLast = complaints.length < BATCH;
  await transaction.query(
    `update escalation.retimings set reached = coalesce($2, reached), complaints = complaints + $3, obligations = obligations + $4,
       ended_at = case when $5 then $6::timestamptz end, reason = case when $5 then null else reason end where id = $1`,
    [id, complaints.at(-1) ?? null, turned.length, obligations, isLast, now],
  );
}
