import { Database } from '@amends/eventing';
import type { Scope } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { summaryOf } from '../complaint/complaint-answer.js';
import type { ComplaintRow } from '../file/file-entities.js';
import { ReadModels } from '../models/read-models.js';
import { whereOf } from './conditions.js';
import type { SearchAnswer } from './search-answer.js';
import type { SearchRequest } from './search.requests.js';

/** So many complaints a page unless told. */
const PAGE = 50;

/** Lists complaints, newest first. A page begins after the last complaint of the page before, so that what comes in meanwhile moves nothing. */
@Injectable()
export class Search {
  constructor(
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  async find(request: SearchRequest, scope: Scope): Promise<SearchAnswer> {
    const { tables } = await this.models.serving('file');
    const { sql, values } = whereOf(request, scope, tables);
    const limit = request.limit ?? PAGE;
    const { rows } = await this.database.pool.query<Pick<ComplaintRow, 'complaint' | 'file'>>(
      `select c.complaint, c.file from ${tables.complaints} c where ${sql} order by c.received_at desc, c.complaint desc limit ${limit + 1}`,
      [...values],
    );
    const page = rows.slice(0, limit);
    return { complaints: page.map(summaryOf), next: rows.length > limit ? page.at(-1)!.complaint : null };
  }
}
