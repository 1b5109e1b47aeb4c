import { learn, type KnownComplaint } from '@amends/contracts';
import { Database, EventLog, inScope, KnownComplaints, LostRace, Unknown, type CommandContext, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

/** What must be known of two complaints before one is linked to the other. */
export interface Linking {
  readonly other: KnownComplaint;
  /** Whether complaints are linked to the one that is to be linked. */
  readonly hasFollowers: boolean;
}

/** Which complaint is linked to which: a table beside the log, because the rule against chains and circles spans two streams. */
@Injectable()
export class Links {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly known: KnownComplaints,
  ) {}

  /** What is known of linking one complaint to another; throws Unknown when the other is not there or not in scope. */
  async between(complaint: string, to: string, context: CommandContext): Promise<Linking> {
    const [events, heard, followers] = await Promise.all([
      this.log.read({ kind: 'complaint', id: to }),
      this.known.find(to),
      this.database.pool.query('select from intake.links where linked_to = $1 limit 1', [complaint]),
    ]);
    const other = events.reduce(learn, heard.known);
    if (!other.registered || !inScope(other, context)) throw new Unknown('complaint', to);
    return { other, hasFollowers: followers.rows.length > 0 };
  }

  /**
   * Notes a link in the transaction that records it. Two links that would make a chain or a circle together are decided apart,
   * each right by itself; here they wait for each other, and the later one loses its race.
   */
  async add(transaction: Transaction, complaint: string, to: string): Promise<void> {
    await transaction.query("select pg_advisory_xact_lock(hashtextextended('intake.links', 0))");
    const { rowCount } = await transaction.query(
      `insert into intake.links (complaint, linked_to) select $1::uuid, $2::uuid
       where not exists (select from intake.links where complaint = $2::uuid or linked_to = $1::uuid)
       on conflict do nothing`,
      [complaint, to],
    );
    if (rowCount === 0) throw new LostRace(complaint);
  }

  /** Takes the link away in the transaction that records so. */
  async remove(transaction: Transaction, complaint: string): Promise<void> {
    await transaction.query('delete from intake.links where complaint = $1', [complaint]);
  }
}
