import type { Actor } from '@amends/contracts';
import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { Text } from '../requests/decorators.js';

/** The table of looks in a service's schema. */
export const looksSql = (schema: string): string => `
create table ${schema}.looks (
  id bigint generated always as identity primary key,
  staff text not null,
  role text not null,
  subject uuid not null,
  what text not null,
  reason text not null,
  looked_at timestamptz not null default now()
);
`;

/** Why somebody looks at clear text; kept with who looked. */
export class LookQuery {
  @Text(200) reason: string;
}

/** Who looked at whose clear text, and why. A look that cannot be recorded does not happen. */
@Injectable()
export class Looks {
  constructor(private readonly database: Database) {}

  async record(staff: Actor, subjects: readonly string[], what: string, reason: string): Promise<void> {
    await this.database.pool.query(
      `insert into ${this.database.schema}.looks (staff, role, subject, what, reason) select $1, $2, s, $4, $5 from unnest($3::uuid[]) s`,
      [staff.id, staff.role, subjects, what, reason],
    );
  }
}
