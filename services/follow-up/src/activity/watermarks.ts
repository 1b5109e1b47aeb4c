import { ActivityCompleted, fact, PARTITIONS, type SourceComplete } from '@amends/contracts';
import { Database, derivedId, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { Returns, type Occasion } from './returns.js';

/** What a source says by HTTP speaks for all partitions. */
export const ALL_PARTITIONS = -1;

/** A source's word that it has told everything up to an instant, and the partition on which it said so. */
export interface Told extends SourceComplete {
  readonly partition: number;
}

/** Up to when each source has told everything: of its partitions the least counts, and it only ever rises. */
@Injectable()
export class Watermarks {
  constructor(
    private readonly database: Database,
    private readonly returns: Returns,
  ) {}

  /** Takes these words in, and says which sources are complete up to a later instant than before. */
  async tell(transaction: Transaction, told: readonly Told[], occasion: Occasion): Promise<void> {
    if (told.length === 0) return;
    await this.returns.alone(transaction);
    const sayings = (await this.risen(transaction, told)).map(({ source, until }) => ({
      stream: { kind: 'source' as const, id: derivedId('source', source) }, round: 1, facts: [fact(ActivityCompleted, { source, until })],
    }));
    if (sayings.length > 0) await this.returns.append(transaction, sayings, () => occasion);
  }

  private async risen(transaction: Transaction, told: readonly Told[]): Promise<readonly SourceComplete[]> {
    const { schema } = this.database;
    await transaction.query(
      `insert into ${schema}.activity_told (source, partition, until)
       select source, partition, max(until) from unnest($1::text[], $2::int[], $3::timestamptz[]) t(source, partition, until) group by 1, 2
       on conflict (source, partition) do update set until = greatest(activity_told.until, excluded.until)`,
      [told.map(({ source }) => source), told.map(({ partition }) => partition), told.map(({ until }) => until)],
    );
    const { rows } = await transaction.query<SourceComplete>(
      `with complete as (
         select source, greatest(max(until) filter (where partition = ${ALL_PARTITIONS}),
           case when count(*) filter (where partition >= 0) = ${PARTITIONS} then min(until) filter (where partition >= 0) end) as until
         from ${schema}.activity_told where source = any($1) group by source
       )
       insert into ${schema}.activity_completed (source, until) select source, until from complete where until is not null
       on conflict (source) do update set until = excluded.until where activity_completed.until < excluded.until
       returning source, to_char(until at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as until`,
      [[...new Set(told.map(({ source }) => source))]],
    );
    return rows;
  }
}
