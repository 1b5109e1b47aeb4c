import { learn, NOTHING_KNOWN, type KnownComplaint, type RecordedEvent, type TopicName } from '@amends/contracts';
import type { Announced, Handler } from '../consumer/handler.js';
import type { Database, Transaction } from '../database.js';
import { arrayOfJson, joinedJson } from '../json-texts.js';
import type { Upholder } from '../uphold/upholder.js';
import type { Heard } from './heard.js';
import { remembered, remembering } from './lately.js';

/** What else a service does with what it hears of complaints, history included: cheaper than a consumer of its own, which handles every event again. */
export type Listener = (events: readonly RecordedEvent[], transaction: Transaction) => Promise<void>;

const NOTHING_HEARD: HeardRow = { known: NOTHING_KNOWN, heardAt: undefined, lately: '' };

/** A row as it is kept; `lately` becomes events only for a command. */
type HeardRow = Omit<Heard, 'lately'> & { readonly lately: string };

interface Row {
  complaint: string;
  known: KnownComplaint;
  heard_at: string;
  lately: string;
}

/** The `known` row of each complaint: kept by a consumer, read by commands that depend on what other services said. */
export class KnownComplaints implements Handler {
  readonly name = 'known';
  readonly topics: readonly TopicName[] = ['complaints'];
  readonly paceMs = 100;
  private readonly listeners: Listener[] = [];

  constructor(
    private readonly database: Database,
    /** Hears what is known, once it is. */
    private readonly upholder?: Upholder,
  ) {}

  /** Adds something that is done in the transaction in which the service hears events; only before the start. */
  also(listener: Listener): void {
    this.listeners.push(listener);
  }

  async find(complaint: string): Promise<Heard> {
    return (await this.findMany([complaint])).get(complaint)!;
  }

  async findMany(complaints: readonly string[]): Promise<ReadonlyMap<string, Heard>> {
    const rows = await this.select(this.database.pool as unknown as Transaction, complaints);
    return new Map([...rows].map(([complaint, { lately, ...heard }]) => [complaint, { ...heard, lately: remembered(lately) }]));
  }

  async handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    await (await this.prepare(events, transaction))(events);
  }

  async prepare(announced: readonly Announced[], transaction: Transaction): Promise<(events: readonly RecordedEvent[]) => Promise<void>> {
    const before = await this.select(transaction, [...new Set(announced.filter(changesWhatIsKnown).map(({ subject }) => subject))]);
    return async (events) => {
      const heard = new Map<string, HeardRow>();
      for (const event of events.filter(changesWhatIsKnown)) {
        const { known, heardAt, lately } = heard.get(event.subject) ?? before.get(event.subject)!;
        heard.set(event.subject, {
          known: learn(known, event),
          heardAt: heardAt && heardAt > event.recordedAt ? heardAt : event.recordedAt,
          lately: remembering(lately, event),
        });
      }
      this.save(transaction, heard);
      await this.upholder?.note(transaction, events);
      for (const listener of this.listeners) await listener(events, transaction);
    };
  }

  private async select(connection: Pick<Transaction, 'query'>, complaints: readonly string[]): Promise<Map<string, HeardRow>> {
    const found = new Map(complaints.map((complaint): [string, HeardRow] => [complaint, NOTHING_HEARD]));
    if (complaints.length === 0) return found;
    const { rows } = await connection.query<Row>({
      name: `known-load-${this.database.schema}`,
      text: `select complaint, known, heard_at, lately from ${this.database.schema}.known where complaint = any($1)`,
      values: [complaints],
    });
    for (const { complaint, known, heard_at, lately } of rows) found.set(complaint, { known, heardAt: heard_at, lately });
    return found;
  }

  private save(transaction: Transaction, heard: ReadonlyMap<string, HeardRow>): void {
    if (heard.size === 0) return;
    const rows = [...heard];
    transaction.send({
      name: `known-save-${this.database.schema}`,
      text: `insert into ${this.database.schema}.known (complaint, known, heard_at, owner_unit, received_by, lately)
             select * from unnest($1::uuid[], ${arrayOfJson('$2')}::json[], $3::text[], $4::text[], $5::text[], $6::text[])
             on conflict (complaint) do update set known = excluded.known, heard_at = excluded.heard_at,
               owner_unit = excluded.owner_unit, received_by = excluded.received_by, lately = excluded.lately`,
      values: [
        rows.map(([complaint]) => complaint),
        joinedJson(rows.map(([, { known }]) => JSON.stringify(known))),
        rows.map(([, { heardAt }]) => heardAt ?? ''),
        rows.map(([, { known }]) => known.owner?.unit ?? null),
        rows.map(([, { known }]) => known.receivedBy),
        rows.map(([, { lately }]) => lately),
      ],
    });
  }
}

/** Of what is owed only a waiver changes what is known. */
const changesWhatIsKnown = ({ streamKind, type }: Announced): boolean => streamKind === 'complaint' || type === 'ObligationWaived';
