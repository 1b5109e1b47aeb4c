import type { CustomerActivity } from '@amends/contracts';
import { Database, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

/** What became of activities that were told: which were new, and which had been told before with other content. */
export interface Stored {
  /** References of the customers of those that were new. */
  readonly customers: readonly string[];
  readonly fresh: number;
  /** Places in the list, from 0. */
  readonly differing: ReadonlySet<number>;
}

/** Every activity that was ever told, by its source and id: stored before anything else, because it may precede its complaint. */
@Injectable()
export class Activities {
  constructor(private readonly database: Database) {}

  /** Stores what is new, in one statement however many there are; the first one told under an id stays. */
  async store(transaction: Transaction, activities: readonly CustomerActivity[]): Promise<Stored> {
    if (activities.length === 0) return { customers: [], fresh: 0, differing: new Set() };
    const { schema } = this.database;
    const values = arraysOf(activities);
    const fresh = await transaction.query<{ customer: string }>({
      name: `activities-store-${schema}`,
      text: `insert into ${schema}.activities (source, activity_id, customer, kind, happened_at, paid_with_compensation_of)
             select source, activity_id, customer, kind, happened_at, paid from ${TOLD} on conflict do nothing returning customer`,
      values,
    });
    if (fresh.rows.length === activities.length) return { customers: distinct(fresh.rows), fresh: fresh.rows.length, differing: new Set() };
    return { customers: distinct(fresh.rows), fresh: fresh.rows.length, differing: await this.differing(transaction, values) };
  }

  /** A later one in the same list may differ from an earlier one there; an erased customer's reference is nowhere left to compare with. */
  private async differing(transaction: Transaction, values: unknown[]): Promise<ReadonlySet<number>> {
    const { schema } = this.database;
    const { rows } = await transaction.query<{ place: number }>({
      name: `activities-differing-${schema}`,
      text: `select t.n::int - 1 as place from ${TOLD} join ${schema}.activities a using (source, activity_id)
             where (t.kind, t.happened_at, t.paid) is distinct from (a.kind, a.happened_at, a.paid_with_compensation_of) or t.customer <> a.customer`,
      values,
    });
    return new Set(rows.map(({ place }) => place));
  }
}

const TOLD = `unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::uuid[])
  with ordinality t(source, activity_id, customer, kind, happened_at, paid, n)`;

const arraysOf = (activities: readonly CustomerActivity[]): unknown[] => [
  activities.map(({ source }) => source),
  activities.map(({ activityId }) => activityId),
  activities.map(({ customer }) => customer),
  activities.map(({ kind }) => kind),
  activities.map(({ happenedAt }) => happenedAt),
  activities.map(({ paidWithCompensationOf }) => paidWithCompensationOf ?? null),
];

const distinct = (rows: readonly { customer: string }[]): readonly string[] => [...new Set(rows.map(({ customer }) => customer))];
