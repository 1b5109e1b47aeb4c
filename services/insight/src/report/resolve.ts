import { Database } from '@amends/eventing';
import { unknown, type Scope } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { ReadModels } from '../models/read-models.js';
import { reportOf } from './report.js';
import type { ResolveAnswer } from './resolve-answer.js';
import { resolveSql, type ResolveRow } from './resolve.sql.js';

/** Measures how long it takes to resolve complaints, by source. */
@Injectable()
export class Resolve {
  constructor(
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  /** One report a source, `live` first, then by name; 404 for a source that nobody has heard of. */
  async report(source: string | undefined, scope: Scope): Promise<readonly ResolveAnswer[]> {
    const { tables } = await this.models.serving('file');
    const { sql, values } = resolveSql(source, scope, tables);
    const { rows } = await this.database.pool.query<ResolveRow>(sql, [...values]);
    if (rows.length === 0) throw unknown('insight.unknown-source', 'source', 'leave the source out to see all there are');
    const sources = [...new Set(rows.map((row) => row.source))].sort(liveFirst);
    return sources.map((name) => reportOf(rows.filter((row) => row.source === name)));
  }
}

const liveFirst = (one: string, other: string): number => Number(other === 'live') - Number(one === 'live') || (one < other ? -1 : 1);
