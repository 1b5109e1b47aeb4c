import { looksSql, sqlMigration } from '@amends/runtime';

const CAUSES = `
-- Which causes complaints were resolved with; follows from the log, kept to be counted.
create table resolution.resolved_causes (
  complaint uuid not null,
  cause text not null,
  resolved_at timestamptz not null,
  primary key (cause, resolved_at, complaint)
);
`;

/** The causes that complaints were resolved with, and who looked at clear text. */
export const migrations = [sqlMigration('ResolvedCauses1732100000000', CAUSES), sqlMigration('Looks1732100000001', looksSql('resolution'))];
