import { Database, type Transaction } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

/** A file's bytes, sealed, and whose key sealed them. */
export interface SealedFile {
  readonly id: string;
  readonly complaint: string;
  /** The customer, or the complaint itself when nobody gave a name. */
  readonly subject: string;
  readonly sealed: Buffer;
}

/** The bytes of attachments: beside the log, so that events stay small, and sealed, so that erasing the key erases them. */
@Injectable()
export class Files {
  constructor(private readonly database: Database) {}

  /** Keeps the bytes in the transaction that records FileAttached. */
  async add(transaction: Transaction, { id, complaint, subject, sealed }: SealedFile): Promise<void> {
    await transaction.query('insert into intake.files (complaint, id, subject, sealed) values ($1, $2, $3, $4) on conflict do nothing', [complaint, id, subject, sealed]);
  }

  /** The sealed bytes; undefined when they are gone, because their customer was erased. */
  async find(complaint: string, id: string): Promise<SealedFile | undefined> {
    const { rows } = await this.database.pool.query<SealedFile>('select id, complaint, subject, sealed from intake.files where complaint = $1 and id = $2', [complaint, id]);
    return rows[0];
  }
}
