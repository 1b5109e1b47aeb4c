import { arrayOfJson, joinedJson, partitionOf, type Append, type Appended, type EventLog, type EventWriter, type Transaction } from '@amends/eventing';
import { InboxRows } from '../inbox/inbox-rows.js';
import type { Noted } from '../notices/noted.js';
import { EMPTY_PAGE } from './page.js';
import { readied, type ReadyPage } from './ready-page.js';
import { storedPage, type PageRow, type StoredPage, type TurnedPage } from './turned-page.js';

type Row = PageRow & { readonly complaint: string };

/** Reads, locks and writes the ledger's pages; whoever writes one locks it first. */
export class Pages {
  private readonly listeners: ((instant: number) => void)[] = [];

  constructor(
    private readonly log: EventLog,
    private readonly writer: EventWriter,
    private readonly inbox = new InboxRows(),
    /** Without it nobody is told outside of Amends. */
    private readonly noted?: Noted,
  ) {}

  /** Hears, after each commit of this process that arms deadlines, of the instant at which the first of them has to be looked at. */
  onArmed(listener: (instant: number) => void): void {
    this.listeners.push(listener);
  }

  /** Locks the pages of these complaints, in order of id so that two writers never wait for each other. */
  async lock(transaction: Transaction, complaints: readonly string[]): Promise<Map<string, StoredPage>> {
    if (complaints.length === 0) return new Map();
    const { rows } = await transaction.query<Row>({
      name: 'ledger-lock',
      text: 'select complaint, page, obligations_version, heard_at from escalation.ledger where complaint = any($1) order by complaint for update',
      values: [complaints],
    });
    const pages = new Map(complaints.map((complaint): [string, StoredPage] => [complaint, { page: EMPTY_PAGE, version: 0, heardAt: undefined }]));
    for (const row of rows) pages.set(row.complaint, storedPage(row));
    return pages;
  }

  /** Works out what turned pages write; `write` may follow at once, or later, as long as the pages stand as they stood. */
  ready(pages: readonly TurnedPage[], now: string): Promise<readonly ReadyPage[]> {
    return Promise.all(pages.map((page) => readied(page, this.writer, now)));
  }

  /** Writes pages, arms and disarms deadlines, keeps inboxes, notes whom to tell, and appends what was judged; call it last in the transaction. */
  async write(transaction: Transaction, pages: readonly ReadyPage[], now: string, once: Pick<Append, 'idempotency' | 'response'> = {}): Promise<readonly Appended[]> {
    this.save(transaction, pages);
    this.arm(transaction, pages);
    this.inbox.keep(transaction, pages.flatMap(({ inbox }) => inbox));
    this.noted?.note(transaction, pages.flatMap(({ notices }) => notices), now);
    const results = await this.log.appendWithin(transaction, pages.flatMap(({ append }) => (append ? [{ ...append, ...once }] : [])));
    if (results.some(({ outcome }) => outcome === 'conflicting')) throw new Error('a stream of escalation moved without its page');
    return results;
  }

  /** Works out what turned pages write, and writes it; call it last in the transaction. */
  async turn(transaction: Transaction, pages: readonly TurnedPage[], now: string, once: Pick<Append, 'idempotency' | 'response'> = {}): Promise<readonly Appended[]> {
    return this.write(transaction, await this.ready(pages, now), now, once);
  }

  private save(transaction: Transaction, pages: readonly ReadyPage[]): void {
    if (pages.length === 0) return;
    transaction.send({
      name: 'ledger-save',
      text: `insert into escalation.ledger (complaint, page, obligations_version, heard_at, owner_unit, received_by)
             select * from unnest($1::uuid[], ${arrayOfJson('$2')}::json[], $3::int[], $4::text[], $5::text[], $6::text[])
             on conflict (complaint) do update set page = excluded.page, obligations_version = excluded.obligations_version,
               heard_at = excluded.heard_at, owner_unit = excluded.owner_unit, received_by = excluded.received_by`,
      values: [
        pages.map(({ complaint }) => complaint),
        joinedJson(pages.map(({ page }) => page)),
        pages.map(({ version }) => version),
        pages.map(({ heardAt }) => heardAt ?? ''),
        pages.map(({ ownerUnit }) => ownerUnit),
        pages.map(({ receivedBy }) => receivedBy),
      ],
    });
  }

  private arm(transaction: Transaction, pages: readonly ReadyPage[]): void {
    const disarmed = pages.flatMap((page) => page.disarmed);
    const armed = pages.flatMap((page) => page.armed.map((deadline) => ({ ...deadline, complaint: page.complaint })));
    if (disarmed.length > 0) {
      transaction.send({ name: 'deadlines-disarm', text: 'delete from escalation.deadlines where obligation = any($1)', values: [disarmed] });
    }
    if (armed.length === 0) return;
    const first = Math.min(...armed.map(({ dueAt, warnAt }) => Date.parse(warnAt ?? dueAt)));
    transaction.afterCommit(() => this.listeners.forEach((listener) => listener(first)));
    transaction.send({
      name: 'deadlines-arm',
      text: `insert into escalation.deadlines (obligation, complaint, partition, due_at, warn_at)
             select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[], $5::timestamptz[])
             on conflict (obligation) do update set due_at = excluded.due_at, warn_at = excluded.warn_at`,
      values: [
        armed.map(({ obligation }) => obligation),
        armed.map(({ complaint }) => complaint),
        armed.map(({ complaint }) => partitionOf(complaint)),
        armed.map(({ dueAt }) => dueAt),
        armed.map(({ warnAt }) => warnAt),
      ],
    });
  }
}
