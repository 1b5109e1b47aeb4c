import type { ServiceName } from '../services.js';
import type { ProcessParts } from './process-parts.js';
import type { ServiceParts } from './service-parts.js';

/** What runs in this process: what all services share, and the parts of each. */
export class Platform {
  constructor(
    readonly shared: ProcessParts,
    private readonly parts: ReadonlyMap<ServiceName, ServiceParts>,
  ) {}

  /** The parts of a service; throws when this process does not serve it. */
  of(name: ServiceName): ServiceParts {
    const parts = this.parts.get(name);
    if (!parts) throw new Error(`${name} is not served by this process: pass its definition to serve()`);
    return parts;
  }

  /** The parts of a service, undefined when this process does not serve it. */
  find(name: string): ServiceParts | undefined {
    return this.parts.get(name as ServiceName);
  }

  /** The parts of all services of this process. */
  all(): readonly ServiceParts[] {
    return [...this.parts.values()];
  }
}
