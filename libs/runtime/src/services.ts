import { SERVICES as LOGS, type LogName } from '@amends/contracts';
import type { Type } from '@nestjs/common';
import type { MigrationInterface } from 'typeorm';

/** Everything that can be served: the services that own a log, and insight. */
export const SERVICE_NAMES = [...LOGS, 'insight'] as const;
/** The name of a service: first segment of its routes after `/api`, source of its events, and its schema with `_` for `-`. */
export type ServiceName = LogName | 'insight';

/** The PostgreSQL schema of a service. */
export const schemaOf = (service: string): string => service.replaceAll('-', '_');

/** What `serve` must know of a service. */
export interface ServiceDefinition {
  readonly name: ServiceName;
  readonly module: Type<unknown>;
  /** Whether it owns an event log, and so a relay. */
  readonly hasLog: boolean;
  /** False where its commands need no `known` row of a complaint, because it keeps a fuller picture itself. */
  readonly knowsComplaints?: boolean;
  /** TypeORM migrations beyond those that every service has. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** TypeORM entities: read models and reference data. */
  readonly entities: readonly Function[];
}
