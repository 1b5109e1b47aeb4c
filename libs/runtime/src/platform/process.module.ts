import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '@amends/eventing';
import { Tokens } from '../access/tokens.js';
import { Company } from '../company.js';
import { ApiDescription } from '../docs/api-description.js';
import { DocsController } from '../docs/docs.controller.js';
import { HealthController } from '../operations/health.controller.js';
import { Metrics } from '../operations/metrics.js';
import type { ServiceDefinition } from '../services.js';
import { Platform } from './platform.js';

/** The root module of a process: what all services share, health and API descriptions, and the services' own modules. */
@Global()
@Module({})
export class ProcessModule {
  static of(definitions: readonly ServiceDefinition[], platform: Platform, metrics: Metrics, description: ApiDescription): DynamicModule {
    return {
      module: ProcessModule,
      imports: definitions.map(({ module }) => module),
      controllers: [HealthController, DocsController],
      providers: [
        { provide: Platform, useValue: platform },
        { provide: Metrics, useValue: metrics },
        { provide: ApiDescription, useValue: description },
        { provide: Tokens, useValue: platform.shared.tokens },
        { provide: Company, useValue: platform.shared.company },
        { provide: Clock, useValue: platform.shared.clock },
      ],
      exports: [Platform],
    };
  }
}
