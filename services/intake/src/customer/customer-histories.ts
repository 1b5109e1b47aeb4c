import { Database, inScope, type CommandContext } from '@amends/eventing';
import { NOTHING_KNOWN } from '@amends/contracts';
import { Injectable } from '@nestjs/common';
import { CustomerComplaints } from './customer-complaints.js';
import { Customers } from './customers.js';
import { callersHistory, recentOf, shownOf, TOLD_IN_HISTORY, type CallersHistory } from './customer-history.js';

interface Row {
  id: string;
  type: string;
  data: Record<string, unknown>;
}

/** Reads the caller's history from intake's own tables, in three queries however many complaints there are. */
@Injectable()
export class CustomerHistories {
  constructor(
    private readonly database: Database,
    private readonly complaints: CustomerComplaints,
    private readonly customers: Customers,
  ) {}

  /** The history of one person under all their records, as far as whoever asks may see it. */
  async of(customer: string, context: Pick<CommandContext, 'scope' | 'actor' | 'now'>): Promise<CallersHistory> {
    const { now } = context;
    const records = (await this.customers.person(customer)).map(({ id }) => id);
    const complaints = (await this.complaints.of(records)).filter(({ known }) => inScope(known ?? NOTHING_KNOWN, context));
    const said = new Map<string, Row[]>([...shownOf(complaints), ...recentOf(complaints, now)].map(({ id }) => [id, []]));
    const { rows } = await this.database.pool.query<Row>({
      name: 'said-of-complaints',
      text: `select stream_id as id, type, data::json as data from intake.events
             where stream_id = any($1) and stream_kind = 'complaint' and type = any($2) order by stream_id, version`,
      values: [[...said.keys()], TOLD_IN_HISTORY],
    });
    for (const row of rows) said.get(row.id)!.push(row);
    return callersHistory(complaints, said, now);
  }
}
