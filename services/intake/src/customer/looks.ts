import type { Actor } from '@amends/contracts';
import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';

/** Who looked at whose clear text, and why. A look that cannot be recorded does not happen. */
@Injectable()
export class Looks {
  constructor(private readonly database: Database) {}

  async record(staff: Actor, subjects: readonly string[], what: string, reason: string): Promise<void> {
    await this.database.pool.query(
      'insert into intake.looks (staff, role, subject, what, reason) select $1, $2, s, $4, $5 from unnest($3::uuid[]) s',
      [staff.id, staff.role, subjects, what, reason],
    );
  }
}
