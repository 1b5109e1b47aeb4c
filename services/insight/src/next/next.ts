import { Database } from '@amends/eventing';
import type { Caller } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { Files } from '../complaint/files.js';
import { ReadModels } from '../models/read-models.js';
import { OWED } from '../obligations/lists.js';
import type { NextAnswer } from './duty-answer.js';
import { dutiesSql, dutyOf, type DutyRow } from './duty-row.js';

/** More than a complaint can owe at once. */
const MOST = 1000;

/** Says what is owed next to the customer of a complaint, by when, why, and what to say. */
@Injectable()
export class Next {
  constructor(
    private readonly files: Files,
    private readonly models: ReadModels,
    private readonly database: Database,
  ) {}

  /** Whoever owes it. */
  async ofComplaint(said: string, { scope, now }: Caller): Promise<NextAnswer> {
    const { found } = await this.files.find(said, scope);
    const { tables } = await this.models.serving('file');
    const { rows } = await this.database.pool.query<DutyRow>(dutiesSql(tables, `o.complaint = $1 and o.state in ${OWED}`, MOST), [found.complaint]);
    return { complaint: found.complaint, reference: found.reference!, round: found.file.known.round, duties: rows.map((row) => dutyOf(row, now)) };
  }
}
