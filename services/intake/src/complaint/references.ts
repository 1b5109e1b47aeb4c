import { referenceOf } from '@amends/contracts';
import { Clock, Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

/** Numbers are taken in blocks, so that a registration does not wait for one; what a crash leaves of a block stays unused. */
const BLOCK = 500;

/** Gives each complaint the reference that is spoken on the phone. */
@Injectable()
export class References {
  private next = 0;
  private end = 0;
  private fetching: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A fresh reference, never given before: the year, a running number and a check digit. */
  async take(): Promise<string> {
    while (this.next >= this.end) await (this.fetching ??= this.fetch());
    this.next += 1;
    return referenceOf(new Date(this.clock.now()).getUTCFullYear(), this.next);
  }

  private async fetch(): Promise<void> {
    try {
      const { rows } = await this.database.pool.query<{ block: string }>("select nextval('intake.reference_blocks') as block");
      this.next = (Number(rows[0]!.block) - 1) * BLOCK;
      this.end = this.next + BLOCK;
    } finally {
      this.fetching = undefined;
    }
  }
}
