import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

/** From so many on a cause is simply frequent; counting a cause of thousands took longer than all else of a resolution. */
const FREQUENT = 100;

/** Which causes complaints were resolved with, and when, as the log itself says; imported history is not counted. */
@Injectable()
export class Causes {
  constructor(private readonly database: Database) {}

  /** How many other complaints were resolved with this cause, as far as the first hundred of its resolutions tell. */
  othersWith(cause: string, complaint: string): Promise<number> {
    return this.count(`stream_id <> $2 limit ${FREQUENT}`, cause, complaint);
  }

  /** How many complaints were resolved with this cause after an instant. */
  since(cause: string, instant: string): Promise<number> {
    return this.count('recorded_at > $2', cause, instant);
  }

  /** The conditions on type and origin are those of the index. */
  private async count(where: string, cause: string, value: string): Promise<number> {
    const { rows } = await this.database.pool.query<{ complaints: number }>({
      name: `causes-${where}`,
      text: `select count(distinct stream_id)::int as complaints from (select stream_id from resolution.events
        where type = 'ComplaintResolved' and metadata::json ->> 'origin' = 'live' and data::json ->> 'cause' = $1 and ${where}) resolved`,
      values: [cause, value],
    });
    return rows[0]!.complaints;
  }
}
