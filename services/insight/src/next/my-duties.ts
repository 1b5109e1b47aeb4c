import { Database } from '@amends/eventing';
import type { Caller } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { visibleSql } from '../complaint/visible.js';
import type { FileTables } from '../file/file-tables.js';
import { ReadModels } from '../models/read-models.js';
import { listOfRole, listOfStaff } from '../obligations/lists.js';
import type { MyDutiesAnswer } from './duty-answer.js';
import { dutyOf, dutyRowsSql, type DutyRow } from './duty-row.js';
import type { Bind } from './mine.js';
import type { MyDutiesRequest } from './next.requests.js';

/** So many duties a page unless told. */
const PAGE = 50;

/** Says what somebody has to do: what they owe, and what their role owes in their units when nobody in particular does. */
@Injectable()
export class MyDuties {
  constructor(
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  /** The next due first, in pages; a page begins after the last duty of the one before. */
  async read(request: MyDutiesRequest, caller: Caller): Promise<MyDutiesAnswer> {
    const { tables } = await this.models.serving('file');
    const limit = request.limit ?? PAGE;
    const values: unknown[] = [];
    const bind: Bind = (value) => `$${values.push(value)}`;
    const conditions = [visible(caller, values), ...asked(request, caller.now, bind)];
    const chosen = chosenSql(tables, listsSql(tables, caller, bind), conditions, limit + 1);
    const { rows } = await this.database.pool.query<DutyRow>(dutyRowsSql(tables, chosen), values);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return { duties: page.map((row) => dutyOf(row, caller.now)), next: rows.length > limit ? `${last!.dueAt}_${last!.obligation}` : null };
  }
}

/**
 * The first of each of the caller's lists as its index has them, and of those the first: no other duty is read, however many there are.
 * Of a list only keys are chosen: whole rows of 40 units took 27 ms against 11.
 */
function chosenSql({ obligations, standings }: FileTables, lists: string, conditions: readonly string[], limit: number): string {
  const inTurn = `order by o.due_at, o.obligation limit ${limit}`;
  const ofList = `select o.complaint, o.obligation, o.due_at from ${obligations} o join ${standings} c using (complaint)
      where o.list = l.list and c.received_at is not null and ${conditions.join(' and ')} ${inTurn}`;
  return `select o.* from ${obligations} o join (select o.* from (${lists}) l cross join lateral (${ofList}) o ${inTurn}) first using (complaint, obligation)`;
}

/** The caller's lists. A role of the whole company has those of all units that there are; '@' and 'A' are neighbours. */
function listsSql({ obligations }: FileTables, { staff, scope }: Caller, bind: Bind): string {
  if (scope.kind === 'units') return `select unnest(${bind([listOfStaff(staff.id), ...[null, ...scope.units].map((unit) => listOfRole(staff.role, unit))])}::text[]) as list`;
  return `select ${bind(listOfStaff(staff.id))} as list union select list from ${obligations} where list >= ${bind(`${staff.role}@`)} and list < ${bind(`${staff.role}A`)}`;
}

function visible({ scope }: Caller, values: unknown[]): string {
  const own = visibleSql(scope, values.length + 1);
  values.push(...own.values);
  return own.sql;
}

function asked({ kind, overdue, after }: MyDutiesRequest, now: string, bind: Bind): readonly string[] {
  const late = (): string => `(o.state = 'missed' or (o.due_at <= ${bind(now)} and not o.paused))`;
  const [dueAt, obligation] = after?.split('_') ?? [];
  return [
    ...(kind ? [`o.kind = any(${bind(kind)})`] : []),
    ...(overdue === undefined ? [] : [overdue ? late() : `not ${late()}`]),
    ...(after === undefined ? [] : [`(o.due_at, o.obligation) > (${bind(dueAt)}::timestamptz, ${bind(obligation)}::uuid)`]),
  ];
}
