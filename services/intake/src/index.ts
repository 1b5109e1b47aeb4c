import type { ServiceDefinition } from '@amends/runtime';
import { CustomersFoundMergedErased1764000000000 } from './customer/customer.migrations.js';
import { CustomersAndReferences1732000000000, LinksAndFiles1764000001000 } from './intake.migrations.js';
import { IntakeModule } from './intake.module.js';

/** Intake as a service: its routes, its log, and the tables beyond those that every service has. */
export const intake: ServiceDefinition = {
  name: 'intake',
  module: IntakeModule,
  hasLog: true,
  migrations: [CustomersAndReferences1732000000000, CustomersFoundMergedErased1764000000000, LinksAndFiles1764000001000],
  entities: [],
};
