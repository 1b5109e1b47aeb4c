import type { KnownComplaint } from '@amends/contracts';
import { Database, type StreamId } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { isAlive } from './decide.js';

/** A complaint of a customer, and what is known of it; null for one that was registered just now. */
export interface ComplaintOf {
  readonly id: string;
  readonly known: KnownComplaint | null;
  readonly receivedAt: string;
  /** When anything was last heard of it. */
  readonly heardAt: string | null;
}

/** Which complaints a customer has: asked of the log itself. */
@Injectable()
export class CustomerComplaints {
  constructor(private readonly database: Database) {}

  /** All complaints of these customers, the one that came in first at the beginning. */
  async of(customers: readonly string[]): Promise<readonly ComplaintOf[]> {
    const { rows } = await this.database.pool.query<ComplaintOf>({
      name: 'complaints-of-customers',
      text: `select e.stream_id as id, k.known, k.heard_at as "heardAt", e.data::json ->> 'receivedAt' as "receivedAt"
             from intake.events e left join intake.known k on k.complaint = e.stream_id
             where e.type = 'ComplaintRegistered' and (e.data::json ->> 'customerId')::uuid = any($1) order by e.position`,
      values: [customers],
    });
    return rows;
  }

  /** The streams of those that have not come to their end, as far as was heard. */
  async alive(customers: readonly string[]): Promise<readonly StreamId[]> {
    return (await this.of(customers)).filter(({ known }) => !known || isAlive(known)).map(({ id }) => ({ kind: 'complaint', id }));
  }
}
