import type { ServiceDefinition } from '@amends/runtime';
import { activityMigrations } from './activity/activity.migrations.js';
import { FollowUpModule } from './follow-up.module.js';

/** Follow-up as a service. */
export const followUp: ServiceDefinition = { name: 'follow-up', module: FollowUpModule, hasLog: true, migrations: activityMigrations, entities: [] };
