import type { RecordedEvent } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import type { Clock } from '../clock.js';
import type { CommandContext } from '../commands/context.js';
import type { Database, Transaction } from '../database.js';
import { arrayOfJson, joinedJson } from '../json-texts.js';
import { Loop, type Report } from '../loop.js';
import type { Upholding } from './upholding.js';

/** So many complaints are acted on side by side. */
const BATCH = 50;
/** What other processes noted, or what failed, is looked for this often. */
const IDLE_MS = 1000;
/** Between two tries of what failed: doubled up to the second number. */
const BACKOFF_MS = [500, 60_000] as const;

interface Row {
  n: string;
  upholding: string;
  complaint: string;
  body: RecordedEvent;
  tries: number;
}

/**
 * Does what a service upholds: notes what is wanted in the transaction in which it was heard, and acts after the commit, at least once
 * and in order per complaint. What fails holds up its own complaint only.
 */
export class Upholder {
  private readonly upholdings = new Map<string, Upholding>();
  private readonly loop: Loop;

  constructor(
    private readonly database: Database,
    /** Who acts: the service's name. */
    private readonly service: string,
    private readonly clock: Clock,
  ) {
    this.loop = new Loop(clock, { turn: async (report) => ((await this.step(report)) === 0 ? IDLE_MS : 0), afterTrouble: () => IDLE_MS });
  }

  /** Adds something to uphold; only before the start. */
  add(upholding: Upholding): void {
    if (this.upholdings.has(upholding.name)) throw new Error(`two upholdings are called ${upholding.name}`);
    this.upholdings.set(upholding.name, upholding);
  }

  /** Notes what is wanted of these events, within the transaction in which the service hears them; history is never acted on. */
  async note(transaction: Transaction, events: readonly RecordedEvent[]): Promise<void> {
    const live = events.filter(({ origin }) => origin === 'live');
    const wanted = [...this.upholdings.values()].flatMap((upholding) => live.filter((event) => upholding.wants(event)).map((event) => ({ upholding, event })));
    if (wanted.length === 0) return;
    await transaction.query({
      name: `uphold-note-${this.database.schema}`,
      text: `insert into ${this.database.schema}.to_uphold (event, upholding, complaint, body, next_try)
             select e, u, c, b, $5 from unnest($1::uuid[], $2::text[], $3::uuid[], ${arrayOfJson('$4')}::json[]) w(e, u, c, b) on conflict do nothing`,
      values: [
        wanted.map(({ event }) => event.id),
        wanted.map(({ upholding }) => upholding.name),
        wanted.map(({ event }) => event.subject),
        joinedJson(wanted.map(({ event }) => JSON.stringify(event))),
        new Date(this.clock.now()).toISOString(),
      ],
    });
    transaction.afterCommit(() => this.loop.wake());
  }

  start(report: Report): void {
    if (this.upholdings.size > 0) this.loop.start(report);
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Acts on the oldest of each complaint, one batch; returns how many were ended. Trouble with one is told to `report`. */
  async step(report: Report): Promise<number> {
    return this.database.transaction(async (transaction) => {
      const rows = await this.oldest(transaction);
      const ended = await Promise.all(rows.map((row) => this.act(row, report)));
      const of = (which: boolean): string[] => rows.filter((_, index) => ended[index] === which).map(({ n }) => n);
      await transaction.query(`delete from ${this.database.schema}.to_uphold where n = any($1)`, [of(true)]);
      await this.postpone(transaction, of(false));
      return of(true).length;
    });
  }

  /** Only the oldest of a complaint, also when another replica has it in hand: what follows waits for it. */
  private async oldest(transaction: Transaction): Promise<readonly Row[]> {
    const { rows } = await transaction.query<Row>({
      name: `uphold-oldest-${this.database.schema}`,
      text: `select n, upholding, complaint, body, tries from ${this.database.schema}.to_uphold u
             where next_try <= $1 and not exists (select from ${this.database.schema}.to_uphold e where e.complaint = u.complaint and e.n < u.n)
             order by n limit ${BATCH} for update skip locked`,
      values: [new Date(this.clock.now()).toISOString()],
    });
    return rows;
  }

  /** Whether nothing remains to be done about it. */
  private async act({ upholding, body }: Row, report: Report): Promise<boolean> {
    const known = this.upholdings.get(upholding);
    // A later version may have given it up.
    if (!known) return true;
    try {
      await known.uphold(body, this.contextOf(upholding, body));
      return true;
    } catch (error) {
      if (error instanceof Refusal) return true;
      report(error);
      return false;
    }
  }

  private async postpone(transaction: Transaction, failed: readonly string[]): Promise<void> {
    if (failed.length === 0) return;
    await transaction.query(
      `update ${this.database.schema}.to_uphold set tries = tries + 1,
         next_try = $2::timestamptz + least($3 * 2 ^ least(tries, 20), $4) * interval '1 millisecond' where n = any($1)`,
      [failed, new Date(this.clock.now()).toISOString(), ...BACKOFF_MS],
    );
  }

  private contextOf(upholding: string, { id, correlation, traceparent, recordedAt: after }: RecordedEvent): CommandContext {
    const key = `uphold ${upholding} ${id}`;
    return {
      actor: { id: this.service, role: 'system', unit: null },
      scope: undefined,
      correlation,
      causation: id,
      traceparent,
      idempotency: { key, fingerprint: key },
      now: new Date(this.clock.now()).toISOString(),
      after,
    };
  }
}
