import type { ServiceDefinition } from '@amends/runtime';
import { DeadlinesInOrder1732450000000, Inbox1732550000000, LedgerAndDeadlines1732000000000, Warnings1732300000000 } from './escalation.migrations.js';
import { EscalationModule } from './escalation.module.js';
import { NoticePerson } from './notices/notices.entities.js';
import { Notices1732600000000 } from './notices/notices.migrations.js';
import { CalendarOverride, PolicyInForce, StoredPack } from './policy/policy.entities.js';
import { PolicyPacks1732400000000, Retimings1732561000000 } from './policy/policy.migrations.js';
import { StoredSuperiorsRow, SuperiorsChange } from './superiors/superiors.entities.js';
import { Superiors1732500000000 } from './superiors/superiors.migrations.js';

export * as inMemory from './in-memory.js';
export { entryOf } from './inbox/entry.js';
export type { CountsAnswer, EntryAnswer, InboxAnswer } from './inbox/inbox-answer.js';
export { PackBook, UnknownPack, type Override } from './policy/pack-book.js';
export { referenceOf } from './superiors/from-company.js';
export type { Reference } from './superiors/reference.js';
export { Superiors } from './superiors/superiors.js';

/** Escalation as a service. */
export const escalation: ServiceDefinition = {
  name: 'escalation',
  module: EscalationModule,
  hasLog: true,
  // The ledger's page holds all that is known of a complaint, and upholds what is owed to superiors as it judges.
  knowsComplaints: false,
  migrations: [LedgerAndDeadlines1732000000000, Warnings1732300000000, PolicyPacks1732400000000, DeadlinesInOrder1732450000000, Superiors1732500000000, Inbox1732550000000, Retimings1732561000000, Notices1732600000000],
  entities: [StoredPack, PolicyInForce, CalendarOverride, StoredSuperiorsRow, SuperiorsChange, NoticePerson],
};

export { checksum, rebuild } from './ledger/rebuild.js';
