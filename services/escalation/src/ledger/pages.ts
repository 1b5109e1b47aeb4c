import type { Append, CommandContext, Decided, EventLog, EventWriter, Transaction } from '@amends/eventing';
import { arrayOfJson, joinedJson, partitionOf } from '@amends/eventing';
import type { ObligationFact } from '@amends/contracts';
import { EMPTY_PAGE, type Page } from './ledger.js';

/** A page as it is stored, with the version of its obligations stream. */
export interface StoredPage {
  readonly page: Page;
  readonly version: number;
  readonly heardAt: string | undefined;
}

/** In which round something was judged, and what had brought it about: a fact with its correlation and trace, or nothing but time. */
export interface Said extends Pick<CommandContext, 'causation' | 'correlation' | 'traceparent'> {
  readonly round: number;
}

/** A page after something was judged, with what has to be recorded. */
export interface TurnedPage extends StoredPage {
  readonly complaint: string;
  readonly facts: readonly (ObligationFact & Said)[];
}

interface Row {
  complaint: string;
  page: Page;
  obligations_version: number;
  heard_at: string;
}

const SYSTEM = { id: 'escalation', role: 'system', unit: null };

/** Reads, locks and writes the ledger's pages; whoever writes one locks it first. */
export class Pages {
  constructor(
    private readonly log: EventLog,
    private readonly writer: EventWriter,
  ) {}

  /** Locks the pages of these complaints, in order of id so that two writers never wait for each other. */
  async lock(transaction: Transaction, complaints: readonly string[]): Promise<Map<string, StoredPage>> {
    const { rows } = await transaction.query<Row>({
      name: 'ledger-lock',
      text: 'select complaint, page, obligations_version, heard_at from escalation.ledger where complaint = any($1) order by complaint for update',
      values: [complaints],
    });
    const pages = new Map(complaints.map((complaint): [string, StoredPage] => [complaint, { page: EMPTY_PAGE, version: 0, heardAt: undefined }]));
    for (const row of rows) pages.set(row.complaint, { page: row.page, version: row.obligations_version, heardAt: row.heard_at });
    return pages;
  }

  /** Writes turned pages, arms and disarms deadlines, and appends what was judged; call it last in the transaction. */
  async turn(transaction: Transaction, pages: readonly TurnedPage[], now: string): Promise<void> {
    await this.save(transaction, pages);
    await this.arm(transaction, pages.filter(({ facts }) => facts.length > 0));
    const appends = await Promise.all(pages.filter(({ facts }) => facts.length > 0).map((page) => this.append(page, now)));
    const results = await this.log.appendWithin(transaction, appends);
    const failed = results.find(({ outcome }) => outcome !== 'appended');
    if (failed) throw new Error(`the obligations stream moved without its page: ${failed.outcome}`);
  }

  private async append({ complaint, facts, version, heardAt, page }: TurnedPage, now: string): Promise<Append> {
    const stream = { kind: 'obligations' as const, id: complaint };
    const written = await Promise.all(
      facts.map(({ round, causation, correlation, traceparent, ...said }) => {
        const context = { actor: SYSTEM, scope: undefined, correlation, causation, traceparent, now };
        const decided: Decided = page.soFar.known.origin === 'history' ? { ...said, occurrence: { occurredAt: now, origin: 'history' } } : said;
        return this.writer.write({ stream, round, sealFor: complaint, context }, [decided]);
      }),
    );
    return { expected: [{ ...stream, version, heardAt }], events: written.flat() };
  }

  private async save(transaction: Transaction, pages: readonly TurnedPage[]): Promise<void> {
    await transaction.query({
      name: 'ledger-save',
      text: `insert into escalation.ledger (complaint, page, obligations_version, heard_at, owner_unit, received_by)
             select * from unnest($1::uuid[], ${arrayOfJson('$2')}::json[], $3::int[], $4::text[], $5::text[], $6::text[])
             on conflict (complaint) do update set page = excluded.page, obligations_version = excluded.obligations_version,
               heard_at = excluded.heard_at, owner_unit = excluded.owner_unit, received_by = excluded.received_by`,
      values: [
        pages.map(({ complaint }) => complaint),
        joinedJson(pages.map(({ page }) => JSON.stringify(page))),
        pages.map(({ version, facts }) => version + facts.length),
        pages.map(({ heardAt }) => heardAt ?? ''),
        pages.map(({ page }) => page.soFar.known.owner?.unit ?? null),
        pages.map(({ page }) => page.soFar.known.receivedBy),
      ],
    });
  }

  /** What is open and live has a deadline; everything else has none. */
  private async arm(transaction: Transaction, pages: readonly TurnedPage[]): Promise<void> {
    if (pages.length === 0) return;
    const armed = pages.flatMap(({ complaint, page }) =>
      page.soFar.known.origin === 'history' ? [] : page.obligations.filter(({ state }) => state === 'open').map(({ id, dueAt }) => ({ id, complaint, dueAt })),
    );
    await transaction.query({
      name: 'deadlines-disarm',
      text: 'delete from escalation.deadlines where complaint = any($1) and not (obligation = any($2))',
      values: [pages.map(({ complaint }) => complaint), armed.map(({ id }) => id)],
    });
    await transaction.query({
      name: 'deadlines-arm',
      text: `insert into escalation.deadlines (obligation, complaint, partition, due_at)
             select * from unnest($1::uuid[], $2::uuid[], $3::int[], $4::timestamptz[]) on conflict (obligation) do update set due_at = excluded.due_at`,
      values: [
        armed.map(({ id }) => id),
        armed.map(({ complaint }) => complaint),
        armed.map(({ complaint }) => partitionOf(complaint)),
        armed.map(({ dueAt }) => dueAt),
      ],
    });
  }
}
