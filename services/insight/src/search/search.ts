import { isReference } from '@amends/contracts';
import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { summaryOf } from '../complaint/complaint-answer.js';
import type { ComplaintRow } from '../file/file-entities.js';
import { ReadModels } from '../models/read-models.js';
import { whereOf, type Asking } from './conditions.js';
import { countsSql, countsOf, type CountsRow } from './counts.js';
import type { CountsAnswer, SearchAnswer } from './search-answer.js';
import type { ChosenRequest, SearchRequest } from './search.requests.js';

type Found = Pick<ComplaintRow, 'complaint' | 'file'>;

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
    const limit = request.limit ?? PAGE;
    const rows = (await this.byReference(request, asking)) ?? (await this.rows(request, asking, limit + 1));
    const page = rows.slice(0, limit);
    return { complaints: page.map(summaryOf), next: rows.length > limit ? page.at(-1)!.complaint : null };
  }

  /**
   * The complaint that a whole reference names: pairs of digits stand in every order number, so that a search by words reads long lists
   * of them. Undefined when there is none; the digits may then stand among the words.
   */
  private async byReference({ q = '', ...request }: SearchRequest, asking: Asking): Promise<readonly Found[] | undefined> {
    if (!isReference(q)) return undefined;
    const rows = await this.rows({ ...request, reference: q.replace(/[\s-]/g, '') }, asking, 1);
    return rows.length > 0 ? rows : undefined;
  }

  private async rows(request: SearchRequest & { readonly reference?: string }, asking: Asking, limit: number): Promise<readonly Found[]> {
    const { tables } = await this.models.serving('file');
    const { sql, values } = whereOf(request, asking, tables);
    const text = `select c.complaint, c.file from ${tables.complaints} c where ${sql} order by c.received_at desc, c.complaint desc limit ${limit}`;
    return (await this.database.pool.query<Found>(text, [...values])).rows;
  }

  /** How many of them stand where. */
  async count(request: ChosenRequest, asking: Asking): Promise<CountsAnswer> {
    const { tables } = await this.models.serving('file');
    const { sql, values } = countsSql(request, asking, tables);
    const { rows } = await this.database.pool.query<CountsRow>(sql, [...values]);
    return countsOf(rows);
  }
}
