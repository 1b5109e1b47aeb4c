import type { ServiceDefinition } from '@amends/runtime';
import { LedgerAndDeadlines1732000000000 } from './escalation.migrations.js';
import { EscalationModule } from './escalation.module.js';

/** Escalation as a service. */
export const escalation: ServiceDefinition = {
  name: 'escalation',
  module: EscalationModule,
  hasLog: true,
  migrations: [LedgerAndDeadlines1732000000000],
  entities: [],
};
