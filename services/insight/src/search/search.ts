import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { summaryOf } from '../complaint/complaint-answer.js';
import type { ComplaintRow } from '../file/file-entities.js';
import { ReadModels } from '../models/read-models.js';
import { whereOf, type Asking } from './conditions.js';
import { countsSql, countsOf, type CountsRow } from './counts.js';
import type { CountsAnswer, SearchAnswer } from './search-answer.js';
import type { ChosenRequest, SearchRequest } from './search.requests.js';

/** So many complaints a page unless told. */
const PAGE = 50;

/** Lists complaints, newest first. A page begins after the last complaint of the page before, so that what comes in meanwhile moves nothing. */
@Injectable()
export class Search {
  constructor(
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  async find(request: SearchRequest, asking: Asking): Promise<SearchAnswer> {
    const { tables } = await this.models.serving('file');
    const { sql, values } = whereOf(request, asking, tables);
    const limit = request.limit ?? PAGE;
    const { rows } = await this.database.pool.query<Pick<ComplaintRow, 'complaint' | 'file'>>(
      `select c.complaint, c.file from ${tables.complaints} c where ${sql} order by c.received_at desc, c.complaint desc limit ${limit + 1}`,
      [...values],
    );
    const page = rows.slice(0, limit);
    return { complaints: page.map(summaryOf), next: rows.length > limit ? page.at(-1)!.complaint : null };
  }

  /** How many of them stand where. */
  async count(request: ChosenRequest, asking: Asking): Promise<CountsAnswer> {
    const { tables } = await this.models.serving('file');
    const { sql, values } = countsSql(request, asking, tables);
    const { rows } = await this.database.pool.query<CountsRow>(sql, [...values]);
    return countsOf(rows);
  }
}
