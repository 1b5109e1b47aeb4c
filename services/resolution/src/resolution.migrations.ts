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

/** A table of its own cost each resolution a transaction of its own, which held the log's lock over several trips; an index needs none. */
const CAUSES_OF_THE_LOG = `
drop table resolution.resolved_causes;
create index events_by_cause on resolution.events ((data::json ->> 'cause'), recorded_at)
  where type = 'ComplaintResolved' and metadata::json ->> 'origin' = 'live';
`;

/** The causes that complaints were resolved with, and who looked at clear text. */
export const migrations = [
  sqlMigration('ResolvedCauses1732100000000', CAUSES),
  sqlMigration('Looks1732100000001', looksSql('resolution')),
  sqlMigration('CausesOfTheLog1764000002000', CAUSES_OF_THE_LOG),
];
