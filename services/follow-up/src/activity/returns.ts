import { Clock, Database, EventLog, EventWriter, type Append, type CommandContext, type Decided, type StreamId, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { saidSql, unsaidSql } from './returns.sql.js';
import { factsOf, type Unsaid } from './unsaid.js';

/** What has to be appended to a stream. */
interface Saying {
  readonly stream: StreamId;
  readonly round: number;
  readonly facts: readonly Decided[];
  /** The newest recordedAt that was heard about it. */
  readonly heardAt?: string;
}

/** Where an occasion to look came from. */
export type Occasion = Pick<CommandContext, 'correlation' | 'causation' | 'traceparent'>;

/**
 * Says which complainants came back and which were lost. Looks at all complaints of some customers at once and compares, so that it
 * does not matter what came first: activity, complaint, or the merging of two records.
 */
@Injectable()
export class Returns {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly writer: EventWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Waits until whoever else compares is done. What was committed before is then seen by everything that follows: of an activity
   * and a complaint that arrive together, the later one finds the other.
   */
  async alone(transaction: Transaction): Promise<void> {
    await transaction.query(`select pg_advisory_xact_lock(hashtext('${this.database.schema}'), hashtext('returns'))`);
  }

  /**
   * Says what is true now of these customers' complaints, or only of those that are an occasion themselves, and was not said; call it last,
   * and after `alone`.
   */
  async say(transaction: Transaction, customers: readonly string[], occasion: Occasion | ReadonlyMap<string, Occasion>): Promise<void> {
    if (customers.length === 0) return;
    const { schema } = this.database;
    const complaints = occasion instanceof Map ? [...occasion.keys()] : undefined;
    const { rows } = await transaction.query<Unsaid>({
      name: `returns-unsaid${complaints ? '-among' : ''}-${schema}`,
      text: unsaidSql(schema, complaints !== undefined),
      values: complaints ? [customers, complaints] : [customers],
    });
    if (rows.length === 0) return;
    const now = new Date(this.clock.now()).toISOString();
    const sayings = rows.map((row): Saying => ({ stream: { kind: 'complaint', id: row.complaint }, round: row.round, facts: factsOf(row, now), heardAt: row.heardAt }));
    await transaction.query({
      name: `returns-said-${schema}`,
      text: saidSql(schema),
      values: [rows.map((row) => row.complaint), ...(['returnedSource', 'returnedId', 'lostSource', 'lostId'] as const).map((column) => rows.map((row) => row[column]))],
    });
    await this.append(transaction, sayings, (complaint) => (occasion instanceof Map ? occasion.get(complaint)! : (occasion as Occasion)));
  }

  /** Appends to streams at their present versions: the log's lock is taken first, so that nobody is faster. */
  async append(transaction: Transaction, sayings: readonly Saying[], occasionOf: (id: string) => Occasion): Promise<void> {
    const { schema } = this.database;
    const byFollowUp = { actor: { id: 'follow-up', role: 'system', unit: null }, scope: undefined, now: new Date(this.clock.now()).toISOString() };
    const contextOf = (id: string): CommandContext => ({ ...occasionOf(id), ...byFollowUp });
    const written = await Promise.all(sayings.map(({ stream, round, facts }) => this.writer.write({ stream, round, sealFor: stream.id, context: contextOf(stream.id) }, facts)));
    await transaction.query(`select from ${schema}.log_head for update`);
    const versions = await this.versions(transaction, sayings);
    const appends = sayings.map(({ stream, heardAt }, index): Append => ({ expected: [{ ...stream, version: versions.get(stream.id) ?? 0, heardAt }], events: written[index]! }));
    const refused = (await this.log.appendWithin(transaction, appends)).find(({ outcome }) => outcome !== 'appended');
    if (refused) throw new Error(`a return was not appended: ${refused.outcome}`);
  }

  private async versions(transaction: Transaction, sayings: readonly Saying[]): Promise<ReadonlyMap<string, number>> {
    const { schema } = this.database;
    const { rows } = await transaction.query<{ id: string; version: number }>({
      name: `returns-versions-${schema}`,
      text: `select s.id, e.version from unnest($1::text[], $2::uuid[]) s(kind, id) cross join lateral
             (select version from ${schema}.events where stream_id = s.id and stream_kind = s.kind order by version desc limit 1) e`,
      values: [sayings.map(({ stream }) => stream.kind), sayings.map(({ stream }) => stream.id)],
    });
    return new Map(rows.map(({ id, version }) => [id, version]));
  }
}
