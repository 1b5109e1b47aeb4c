import type { ServiceDefinition } from '@amends/runtime';
import { migrations } from './resolution.migrations.js';
import { ResolutionModule } from './resolution.module.js';

/** Resolution as a service. */
export const resolution: ServiceDefinition = { name: 'resolution', module: ResolutionModule, hasLog: true, migrations, entities: [] };
