import { Database } from '@amends/eventing';
import type { Caller } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { Files } from '../complaint/files.js';
import { ReadModels } from '../models/read-models.js';
import type { MyDutiesAnswer, NextAnswer } from './duty-answer.js';
import { dutiesSql, dutyOf, type DutyRow } from './duty-row.js';
import { mineSql } from './mine.js';
import type { MyDutiesRequest } from './next.requests.js';

/** So many duties a page unless told. */
const PAGE = 50;
/** More than a complaint can owe at once. */
const MOST = 1000;
const OWED = `o.state in ('open', 'missed')`;

/** Says what is owed next, by when, why, and what to say. */
@Injectable()
export class Next {
  constructor(
    private readonly files: Files,
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  /** What is owed to the customer of a complaint, whoever owes it. */
  async ofComplaint(said: string, { scope, now }: Caller): Promise<NextAnswer> {
    const { found } = await this.files.find(said, scope);
    const rows = await this.read(`o.complaint = $1 and ${OWED}`, [found.complaint], MOST);
    return { complaint: found.complaint, reference: found.reference!, round: found.file.known.round, duties: rows.map((row) => dutyOf(row, now)) };
  }

  /** What the caller has to do, in pages; a page begins after the last duty of the one before. */
  async mine(request: MyDutiesRequest, caller: Caller): Promise<MyDutiesAnswer> {
    const values: unknown[] = [];
    const condition = [OWED, mineSql(caller, values), ...chosen(request, caller.now, values)].join(' and ');
    const limit = request.limit ?? PAGE;
    const rows = await this.read(condition, values, limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { duties: page.map((row) => dutyOf(row, caller.now)), next: rows.length > limit ? `${last!.dueAt}_${last!.obligation}` : null };
  }

  private async read(condition: string, values: readonly unknown[], limit: number): Promise<readonly DutyRow[]> {
    const { tables } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<DutyRow>(dutiesSql(tables, condition, limit), [...values]);
    return rows;
  }
}

function chosen({ kind, overdue, after }: MyDutiesRequest, now: string, values: unknown[]): readonly string[] {
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const late = (): string => `(o.state = 'missed' or (o.due_at <= ${bind(now)} and not o.paused))`;
  const [dueAt, obligation] = after?.split('_') ?? [];
  return [
    ...(kind ? [`o.kind = any(${bind(kind)})`] : []),
    ...(overdue === undefined ? [] : [overdue ? late() : `not ${late()}`]),
    ...(after === undefined ? [] : [`(o.due_at, o.obligation) > (${bind(dueAt)}::timestamptz, ${bind(obligation)}::uuid)`]),
  ];
}
