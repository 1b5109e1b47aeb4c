import { Refusal } from '@amends/decider';
import { Clock, Database, derivedId, Ids, Unknown } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { Carriers } from './carriers.js';
import type { Letter } from './letter.js';
import { NoticePerson } from './notices.entities.js';
import type { DeliveriesQuery } from './notices.requests.js';
import { LETTER_WORDS } from './letter-words.js';
import { deliver } from './writing.js';
import { DataSource } from 'typeorm';

/** One letter on its way by one channel, without its address. */
export interface LoggedDelivery {
  readonly id: string;
  readonly person: string;
  readonly channel: string;
  /** How many notices the letter tells of. */
  readonly notices: number;
  readonly state: 'waiting' | 'arrived' | 'dead';
  readonly tries: number;
  readonly nextTry: string | null;
  readonly writtenAt: string;
  readonly endedAt: string | null;
  readonly lastAnswer: string | null;
  readonly latencyMs: number | null;
}

const PAGE = 50;

/** What was sent to whom and what came of it; the operator sees it and tries again what failed. */
@Injectable()
export class DeliveryLog {
  constructor(
    private readonly database: Database,
    private readonly dataSource: DataSource,
    private readonly carriers: Carriers,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** A page of the log, the newest first. */
  async list({ state, person, limit = PAGE, after }: DeliveriesQuery): Promise<{ readonly deliveries: readonly LoggedDelivery[]; readonly next: string | null }> {
    const { rows } = await this.database.pool.query<LoggedDelivery & { n: string }>(
      `select n, id, person, channel, notices, state, tries, case when state = 'waiting' then next_try end as "nextTry", written_at as "writtenAt", ended_at as "endedAt",
         last_answer as "lastAnswer", latency_ms as "latencyMs"
       from escalation.notice_deliveries where ($1::text is null or state = $1) and ($2::uuid is null or person = $2) and ($3::bigint is null or n < $3) order by n desc limit $4`,
      [state ?? null, person ?? null, after ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    return { deliveries: page.map(({ n: _n, ...one }) => one), next: rows.length > limit ? page.at(-1)!.n : null };
  }

  /** Tries a delivery again at once, and again as often as a new one unless it is older than a day. Throws Unknown, and Refusal for one that arrived. */
  async retry(id: string): Promise<void> {
    const { rows } = await this.database.pool.query<{ state: string; person: string; channel: string }>('select state, person, channel from escalation.notice_deliveries where id = $1', [id]);
    const [found] = rows;
    if (!found) throw new Unknown('delivery', id);
    if (found.state === 'arrived') throw new Refusal('escalation.arrived-already', 'This letter has arrived.');
    await this.database.transaction(async (transaction) => {
      await transaction.query(`update escalation.notice_deliveries set state = 'waiting', tries = 0, next_try = $2, ended_at = null where id = $1 and state <> 'arrived'`, [id, this.now()]);
      await transaction.query('delete from escalation.notice_addresses where person = $1 and channel = $2', [found.person, found.channel]);
    });
  }

  /** Sends somebody a letter by every way, which says that it is only a test. Throws Unknown, and Refusal where there is no way. */
  async test(person: string): Promise<{ readonly deliveries: readonly { readonly id: string; readonly channel: string }[] }> {
    const row = await this.dataSource.getRepository(NoticePerson).findOneBy({ person });
    if (!row) throw new Unknown('person', person);
    const channels = this.carriers.reaching(row);
    if (channels.length === 0) throw new Refusal('escalation.nowhere-to-send', 'There is no way to tell this person anything.', 'Give them an address, and for e-mail set AMENDS_SMTP_URL.');
    const letterId = this.ids.next();
    const { test } = LETTER_WORDS[row.preferences.language];
    const letter: Letter = { ...test, isDigest: false, items: [], more: 0 };
    await this.database.transaction((transaction) => deliver(transaction, { letterId, person, channels, notices: 0, letter, now: this.clock.now() }));
    return { deliveries: channels.map((channel) => ({ id: derivedId(letterId, channel), channel })) };
  }

  private now = (): string => new Date(this.clock.now()).toISOString();
}
