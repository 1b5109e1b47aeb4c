import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { ReadModels } from '../models/read-models.js';
import { obligationNow } from './owed-by.js';
import type { Obligation } from './obligation-patch.js';

/** Reads what is and was owed. */
@Injectable()
export class Obligations {
  constructor(
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  /** All obligations of a complaint, each owed by whoever owes it now, in the order in which they were incurred; the caller has looked whether it may be seen. */
  async ofComplaint(complaint: string): Promise<readonly Obligation[]> {
    const { tables } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<Obligation>({
      name: `obligations of ${tables.obligations}`,
      text: `select ${obligationNow()} from ${tables.obligations} o join ${tables.complaints} c using (complaint) where o.complaint = $1 and o.kind is not null order by o.incurred_at, o.due_at, o.obligation`,
      values: [complaint],
    });
    return rows;
  }
}
