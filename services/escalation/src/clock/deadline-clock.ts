import { PARTITIONS, type TopicName } from '@amends/contracts';
import type { Clock, Consumer, Database, EndOffsets, Transport } from '@amends/eventing';
import type { Ladder } from '../escalation/ladder.js';
import { conclude } from '../ledger/concluding.js';
import { andThen, type Judged, type Moment } from '../ledger/judge.js';
import { strike } from '../ledger/overdue.js';
import { broughtBy, type Pages, type StoredPage, type TurnedPage } from '../ledger/pages.js';
import type { Policies } from '../policy/policies.js';

/** A settlement that the topic holds this long after the deadline is never a miss. */
const GRACE_MS = 50;
const BATCH = 1000;
const PACE_MS = 100;
const TOPIC: TopicName = 'complaints';

interface Due {
  obligation: string;
  complaint: string;
  partition: number;
  due: string;
}

/** The end of a partition, taken at an instant: once the ledger has read that far, it knows all that was said up to then. */
interface Mark {
  readonly takenAt: number;
  readonly end: bigint;
}

/**
 * Warns of what comes near, turns what is overdue into ObligationMissed, and lets silence count as yes; but only after the complaint's
 * partition has been read to the end that it had a grace after that instant. Several replicas may run it: the ledger's page is locked
 * and looked at again before each word.
 */
export class DeadlineClock {
  private readonly marks = new Map<number, Mark>();
  private readonly readUpTo = new Map<number, number>();
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly pages: Pages,
    private readonly ladder: Ladder,
    private readonly policies: Pick<Policies, 'current'>,
    private readonly ledger: Consumer,
    private readonly transport: Transport,
    private readonly clock: Clock,
  ) {}

  start(report: (error: unknown) => void): void {
    this.stopping = false;
    this.running ??= this.loop(report);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
    this.running = undefined;
  }

  /** Fires what is near or due and certainly not settled, and returns of how many complaints something was recorded. */
  async step(): Promise<number> {
    const due = await this.due();
    if (due.length === 0) return 0;
    await this.look(due);
    const certain = due.filter(({ partition, due: at }) => Date.parse(at) + GRACE_MS <= (this.readUpTo.get(partition) ?? 0));
    return certain.length > 0 ? this.fire(certain) : 0;
  }

  private async loop(report: (error: unknown) => void): Promise<void> {
    while (!this.stopping) {
      const fired = await this.step().catch((error: unknown) => {
        report(error);
        return 0;
      });
      if (fired === 0) await this.clock.sleep(PACE_MS);
    }
  }

  /** What is past its warning or past due by the grace, in one order also where several are due at once; complaints in quarantine wait for their operator instead. */
  private async due(): Promise<readonly Due[]> {
    const { rows } = await this.database.pool.query<Due>({
      name: 'deadlines-due',
      text: `select d.obligation, d.complaint, d.partition, to_char(coalesce(d.warn_at, d.due_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as due
             from escalation.deadlines d
             left join escalation.handled h on h.consumer = $3 and h.subject = d.complaint
             where coalesce(d.warn_at, d.due_at) <= $1 and h.quarantined is not true order by coalesce(d.warn_at, d.due_at), d.obligation limit $2`,
      values: [new Date(this.clock.now() - GRACE_MS).toISOString(), BATCH, this.ledger.handler.name],
    });
    return rows;
  }

  /** Moves on what is known to be read: a mark counts when the ledger's position has passed it; then a new one is taken if needed. */
  private async look(due: readonly Due[]): Promise<void> {
    const positions = await this.ledger.position();
    for (const [partition, mark] of this.marks) {
      if ((positions[`${TOPIC}/${partition}`] ?? 0n) < mark.end) continue;
      this.readUpTo.set(partition, mark.takenAt);
      this.marks.delete(partition);
    }
    const wanting = due.some(({ partition, due: at }) => !this.marks.has(partition) && Date.parse(at) + GRACE_MS > (this.readUpTo.get(partition) ?? 0));
    if (wanting) await this.mark(positions);
  }

  private async mark(positions: EndOffsets): Promise<void> {
    const takenAt = this.clock.now();
    const ends = await this.transport.endOffsets([TOPIC]);
    for (let partition = 0; partition < PARTITIONS; partition++) {
      const end = ends[`${TOPIC}/${partition}`] ?? 0n;
      if ((positions[`${TOPIC}/${partition}`] ?? 0n) >= end) this.readUpTo.set(partition, takenAt);
      else if (!this.marks.has(partition)) this.marks.set(partition, { takenAt, end });
    }
  }

  private async fire(due: readonly Due[]): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const pages = await this.pages.lock(transaction, [...new Set(due.map(({ complaint }) => complaint))].sort());
      const moment = { now: new Date(this.clock.now()).toISOString(), packs: await this.policies.current() };
      const turned = [...Map.groupBy(due, ({ complaint }) => complaint)].flatMap(([complaint, overdue]) => this.struck(complaint, overdue, pages.get(complaint)!, moment));
      if (turned.length > 0) await this.pages.turn(transaction, turned, moment.now);
      return turned.length;
    });
  }

  private struck(complaint: string, due: readonly Due[], stored: StoredPage, moment: Moment): readonly TurnedPage[] {
    const nothing: Judged = { page: stored.page, facts: [] };
    const heardUpTo = (this.readUpTo.get(due[0]!.partition) ?? 0) - GRACE_MS;
    const said = due.reduce((so, { obligation }) => andThen(so, (page) => strike(page, obligation, heardUpTo, moment) ?? { page, facts: [] }), nothing);
    if (said.facts.length === 0) return [];
    const { page, facts } = conclude(said, this.ladder, moment);
    const byTime = { causation: null, correlation: complaint, traceparent: null };
    return [{ ...stored, complaint, before: stored.page, page, facts: broughtBy(byTime, facts) }];
  }
}
