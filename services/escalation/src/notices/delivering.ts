import type { Clock, Database, Transaction } from '@amends/eventing';
import type { Delivering as Figures, DeliveryReport } from '@amends/runtime';
import type { Address, Carrier, Outcome } from './carrier.js';
import type { Letter } from './letter.js';
import { MOST_TRIES, OLDEST_MS, pauseAfter, waitAfter } from './retrying.js';

/** A try belongs to one replica for so long, three times what a webhook may take; when that one dies, another one tries again. */
const HELD_MS = 30_000;

/** Letters that have arrived or died are kept so long, for whoever asks whether somebody was told. */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** A delivery whose time has come, with where it goes. */
export interface Taken extends Address {
  readonly id: string;
  readonly person: string;
  readonly channel: string;
  readonly letter: Letter;
  /** This one included. */
  readonly tries: number;
  readonly writtenAt: Date;
}

/** What it takes to deliver. */
export interface DeliveringParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly carriers: readonly Carrier[];
  readonly figures: Figures;
}

/** One address of one person; one letter at a time goes there. */
export const placeOf = ({ person, channel }: Pick<Taken, 'person' | 'channel'>): string => `${person} ${channel}`;

/** Tries deliveries, tells what became of them, and leaves failing addresses alone for a while. No transaction is open while a letter travels. */
export class Deliveries {
  constructor(private readonly parts: DeliveringParts) {}

  /** Takes deliveries that are due, one for each address that is neither paused nor among those in hand. */
  async take(limit: number, inHand: readonly string[]): Promise<readonly Taken[]> {
    const { database, clock, carriers } = this.parts;
    const now = clock.now();
    const { rows } = await database.pool.query<Taken>(
      `update escalation.notice_deliveries d set tries = d.tries + 1, next_try = $2
       from escalation.notice_people p
       where p.person = d.person and d.n in (
         select n from escalation.notice_deliveries where n in (
           select min(d.n) from escalation.notice_deliveries d
           left join escalation.notice_addresses a on a.person = d.person and a.channel = d.channel
           where d.state = 'waiting' and d.next_try <= $1 and d.channel = any($3) and d.person || ' ' || d.channel <> all($4) and (a.paused_until is null or a.paused_until <= $1)
           group by d.person, d.channel)
         and state = 'waiting' and next_try <= $1 order by n limit $5 for update skip locked)
       returning d.id, d.person, d.channel, d.letter, d.tries, d.written_at as "writtenAt", p.email, p.webhook_url as "webhookUrl", p.webhook_secrets as "webhookSecrets"`,
      [new Date(now).toISOString(), new Date(now + HELD_MS).toISOString(), carriers.map(({ channel }) => channel), inHand, limit],
    );
    return rows;
  }

  /** Tries one delivery, and keeps what came of it. */
  async attempt(taken: Taken): Promise<void> {
    const { clock, carriers, figures } = this.parts;
    const carrier = carriers.find(({ channel }) => channel === taken.channel)!;
    const began = clock.now();
    const { person, letter, id } = taken;
    const outcome = carrier.reaches(taken) ? await carrier.carry({ id, person, letter, writtenAt: taken.writtenAt.toISOString() }, taken) : NO_ADDRESS;
    const tookMs = clock.now() - began;
    figures.tried({ channel: taken.channel, arrived: outcome.arrived, seconds: tookMs / 1000 });
    await this.keep(taken, outcome, tookMs);
  }

  /** What has not arrived, and how many people there are to tell. */
  async report(): Promise<DeliveryReport> {
    const { database, clock, carriers } = this.parts;
    const { rows } = await database.pool.query<Omit<DeliveryReport, 'channels'>>(
      `select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'dead')::int as dead,
         (select count(*)::int from escalation.notice_addresses where paused_until > $1) as paused,
         (select count(*)::int from escalation.notice_people where email is not null or webhook_url is not null) as people
       from escalation.notice_deliveries where state in ('waiting', 'dead')`,
      [new Date(clock.now()).toISOString()],
    );
    return { channels: carriers.map(({ channel }) => channel), ...rows[0]! };
  }

  /** Forgets what ended long ago. */
  async forget(): Promise<void> {
    const { database, clock } = this.parts;
    const before = new Date(clock.now() - KEPT_MS).toISOString();
    await database.pool.query('delete from escalation.notice_deliveries where ended_at < $1', [before]);
    await database.pool.query('delete from escalation.notices where look_at is null and noted_at < $1', [before]);
  }

  private async keep({ id, person, channel, tries }: Taken, { arrived, answer }: Outcome, tookMs: number): Promise<void> {
    const { database, clock } = this.parts;
    const now = clock.now();
    const state = arrived ? 'arrived' : tries >= MOST_TRIES ? 'dead' : 'waiting';
    await database.transaction(async (transaction) => {
      await transaction.query(
        `update escalation.notice_deliveries set state = $2, last_answer = $3, latency_ms = $4, next_try = $5, ended_at = case when $2 = 'waiting' then null else $6::timestamptz end where id = $1`,
        [id, state, answer.slice(0, 100), tookMs, new Date(now + waitAfter(tries, id)).toISOString(), new Date(now).toISOString()],
      );
      const { rows } = await transaction.query<{ failures: number }>(
        `insert into escalation.notice_addresses as a (person, channel, failures) values ($1, $2, case when $3 then 0 else 1 end)
         on conflict (person, channel) do update set failures = case when $3 then 0 else a.failures + 1 end, paused_until = null returning failures`,
        [person, channel, arrived],
      );
      const pause = pauseAfter(rows[0]!.failures);
      if (!arrived) await this.bury(transaction, { person, channel }, answer, now);
      if (pause > 0) await transaction.query('update escalation.notice_addresses set paused_until = $3 where person = $1 and channel = $2', [person, channel, new Date(now + pause).toISOString()]);
    });
  }

  private async bury(transaction: Transaction, { person, channel }: Pick<Taken, 'person' | 'channel'>, answer: string, now: number): Promise<void> {
    await transaction.query(
      `update escalation.notice_deliveries set state = 'dead', last_answer = $4, ended_at = $5 where person = $1 and channel = $2 and state = 'waiting' and written_at < $3`,
      [person, channel, new Date(now - OLDEST_MS).toISOString(), answer.slice(0, 100), new Date(now).toISOString()],
    );
  }
}

/** The address was taken out since the letter was written; it may be given again. */
const NO_ADDRESS: Outcome = { arrived: false, answer: 'no-address' };
