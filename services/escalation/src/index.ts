import type { ServiceDefinition } from '@amends/runtime';
import { LedgerAndDeadlines1732000000000 } from './escalation.migrations.js';
import { EscalationModule } from './escalation.module.js';

/** Escalation as a service. */
export const escalation: ServiceDefinition = {
  name: 'escalation',
  module: EscalationModule,
  hasLog: true,
  // The ledger's page holds all that is known of a complaint.
  knowsComplaints: false,
  migrations: [LedgerAndDeadlines1732000000000],
  entities: [],
};
