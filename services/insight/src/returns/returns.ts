import { Database } from '@amends/eventing';
import { unknown, type Caller } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { ReadModels } from '../models/read-models.js';
import { returnsReportOf } from './report.js';
import type { ReturnsAnswer } from './returns-answer.js';
import { completedSourcesSql, returnRowsSql, type Completed, type ReturnRow } from './returns.sql.js';

/** Measures whether customers came back after complaining, by source. */
@Injectable()
export class Returns {
  constructor(
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  /** One report a source, by name; 404 for a source without complaints. */
  async report(source: string | undefined, { scope, staff }: Pick<Caller, 'scope' | 'staff'>): Promise<readonly ReturnsAnswer[]> {
    const { tables } = await this.models.serving('file');
    const { pool, schema } = this.database;
    const { sql, values } = returnRowsSql(source, scope, schema, tables);
    const [{ rows }, completed] = await Promise.all([pool.query<ReturnRow>(sql, [...values]), pool.query<Completed>(completedSourcesSql(schema, tables))]);
    if (rows.length === 0 && source !== undefined) throw unknown('insight.unknown-source', 'source', 'leave the source out to see all there are');
    const bySource = Map.groupBy(rows, (row) => row.source);
    return [...bySource].map(([name, its]) => returnsReportOf(name, its, cutOf(name, completed.rows), staff.role !== 'analyst'));
  }
}

/** The source of activity of the same name; otherwise the one that is slowest among those that are nobody's history. Pure. */
export function cutOf(source: string, completed: readonly Completed[]): Completed | undefined {
  const own = completed.find((one) => one.source === source);
  if (own) return own;
  return completed.filter(({ history }) => !history).reduce<Completed | undefined>((least, one) => (least && least.seconds <= one.seconds ? least : one), undefined);
}
