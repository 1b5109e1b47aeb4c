import { definitionOf, type Actor } from '@amends/contracts';
import { arrayOfJson, joinedJson, partitionOf, type Append, type Appended, type CommandContext, type Decided, type EventLog, type EventWriter, type NewEvent, type StreamId, type Transaction } from '@amends/eventing';
import { InboxRows } from '../inbox/inbox-rows.js';
import type { Noted } from '../notices/noted.js';
import { LEDGER } from './judge.js';
import type { Said } from './judged.js';
import { deadlinesOf, type Deadline } from './overdue.js';
import { EMPTY_PAGE, type Page } from './page.js';

/** A page as it stands in its row. */
export interface PageRow {
  readonly page: Page;
  readonly obligations_version: number;
  readonly heard_at: string;
}

/** A page as it is stored, with the version of its obligations stream. */
export interface StoredPage {
  readonly page: Page;
  readonly version: number;
  readonly heardAt: string | undefined;
}

/** What had brought it about: a fact with its correlation and trace, a person's command, or nothing but time. */
export type Brought = Pick<CommandContext, 'causation' | 'correlation' | 'traceparent'> & { readonly actor?: Actor };

/** A page after something was judged, with what has to be recorded. */
export interface TurnedPage extends StoredPage {
  readonly complaint: string;
  /** The page as it was stored before. */
  readonly before: Page;
  readonly facts: readonly (Said & Brought)[];
}

/** What was judged, with what had brought it about; what follows from an own event has that one as its cause. */
export const broughtBy = (brought: Brought, facts: readonly Said[]): readonly (Said & Brought)[] =>
  facts.map((said) => ({ ...brought, ...said, causation: said.causation ?? brought.causation }));

type Row = PageRow & { readonly complaint: string };

/** A row as a page. */
export const storedPage = ({ page, obligations_version: version, heard_at: heardAt }: PageRow): StoredPage => ({ page: { ...EMPTY_PAGE, ...page }, version, heardAt });

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

  /** Writes turned pages, arms and disarms deadlines, keeps inboxes, notes whom to tell, and appends what was judged; call it last in the transaction. */
  async turn(transaction: Transaction, pages: readonly TurnedPage[], now: string, once: Pick<Append, 'idempotency' | 'response'> = {}): Promise<readonly Appended[]> {
    const appends = await Promise.all(pages.filter(({ facts }) => facts.length > 0).map(async (page) => ({ ...(await this.append(page, now)), ...once })));
    this.save(transaction, pages);
    this.arm(transaction, pages);
    this.inbox.keep(transaction, pages);
    this.noted?.note(transaction, pages, now);
    const results = await this.log.appendWithin(transaction, appends);
    if (results.some(({ outcome }) => outcome === 'conflicting')) throw new Error('a stream of escalation moved without its page');
    return results;
  }

  private async append({ complaint, facts, version, heardAt, page, before }: TurnedPage, now: string): Promise<Append> {
    const written = await Promise.all(facts.map((said) => this.write(complaint, said, page, now)));
    const obligations = { kind: 'obligations' as const, id: complaint, version, heardAt };
    const speaksOfSuperiors = facts.some(({ type }) => streamOf(type) === 'complaint');
    const own = speaksOfSuperiors ? [{ kind: 'complaint' as const, id: complaint, version: before.seen.escalation ?? 0, heardAt }] : [];
    return { expected: [obligations, ...own], events: written.flat() };
  }

  private write(complaint: string, { round, id, causation, correlation, traceparent, actor, ...said }: TurnedPage['facts'][number], page: Page, now: string): Promise<readonly NewEvent[]> {
    const { origin, customerId } = page.soFar.known;
    const context = { actor: actor ?? LEDGER, scope: undefined, correlation, causation: causation ?? null, traceparent, now };
    const decided: Decided = { ...said, ...(id || origin === 'history' ? { occurrence: { occurredAt: now, origin, ...(id ? { id } : {}) } } : {}) };
    return this.writer.write({ stream: { kind: streamOf(said.type), id: complaint }, round, sealFor: customerId ?? complaint, context }, [decided]);
  }

  private save(transaction: Transaction, pages: readonly TurnedPage[]): void {
    if (pages.length === 0) return;
    transaction.send({
      name: 'ledger-save',
      text: `insert into escalation.ledger (complaint, page, obligations_version, heard_at, owner_unit, received_by)
             select * from unnest($1::uuid[], ${arrayOfJson('$2')}::json[], $3::int[], $4::text[], $5::text[], $6::text[])
             on conflict (complaint) do update set page = excluded.page, obligations_version = excluded.obligations_version,
               heard_at = excluded.heard_at, owner_unit = excluded.owner_unit, received_by = excluded.received_by`,
      values: [
        pages.map(({ complaint }) => complaint),
        joinedJson(pages.map(({ page }) => JSON.stringify(page))),
        pages.map(({ version, facts }) => version + facts.filter(({ type }) => streamOf(type) === 'obligations').length),
        pages.map(({ heardAt }) => heardAt ?? ''),
        pages.map(({ page }) => page.soFar.known.owner?.unit ?? null),
        pages.map(({ page }) => page.soFar.known.receivedBy),
      ],
    });
  }

  /** Writes only the deadlines that moved: of a page's ten, a fact moves one or two. */
  private arm(transaction: Transaction, pages: readonly TurnedPage[]): void {
    const moved = pages.map(movedDeadlines);
    const disarmed = moved.flatMap(({ gone }) => gone);
    const armed = moved.flatMap(({ fresh }) => fresh);
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

const streamOf = (type: string): StreamId['kind'] => definitionOf(type)!.stream;

function movedDeadlines({ complaint, before, page }: TurnedPage): { readonly gone: readonly string[]; readonly fresh: readonly (Deadline & { complaint: string })[] } {
  const armed = new Map(deadlinesOf(before).map((deadline) => [deadline.obligation, deadline]));
  const now = deadlinesOf(page);
  const still = new Set(now.map(({ obligation }) => obligation));
  return {
    gone: [...armed.keys()].filter((obligation) => !still.has(obligation)),
    fresh: now.filter((one) => !sameDeadline(armed.get(one.obligation), one)).map((one) => ({ ...one, complaint })),
  };
}

const sameDeadline = (a: Deadline | undefined, b: Deadline): boolean => a?.dueAt === b.dueAt && a.warnAt === b.warnAt;
