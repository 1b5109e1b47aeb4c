import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { Clock, Commands, Database, EventLog, EventWriter, Ids, KnownComplaints, Quarantine, Relay, Transport, Upholder } from '@amends/eventing';
import { SERVICES } from '@amends/contracts';
import { Vault } from '@amends/vault';
import { DataSource } from 'typeorm';
import { Tokens } from '../access/tokens.js';
import { Company } from '../company.js';
import { Config } from '../config.js';
import { quarantineController } from '../operations/quarantine.controller.js';
import type { ServiceName } from '../services.js';
import { Consumers } from './consumers.js';
import { Delivering } from './delivering.js';
import { Platform } from './platform.js';
import type { ProcessParts } from './process-parts.js';
import { Punctuality } from './punctuality.js';
import type { ServiceParts } from './service-parts.js';
import { Workers } from './workers.js';

/** What every service's module imports: its database, log, commands and consumers by class, and the routes of its quarantine. */
@Module({})
export class PlatformModule {
  private static readonly made = new Map<ServiceName, DynamicModule>();

  /** The platform of one service; the same module for every import, so that its parts exist once. */
  static for(name: ServiceName): DynamicModule {
    const made = this.made.get(name) ?? platformOf(name);
    this.made.set(name, made);
    return made;
  }
}

function platformOf(name: ServiceName): DynamicModule {
  const providers = [...sharedProviders(), ...ownProviders(name)];
  return { module: PlatformModule, providers, exports: providers.map((provider) => (provider as { provide: Type<unknown> }).provide), controllers: [quarantineController(name)] };
}

/** A class as token, also an abstract one or one with a private constructor. */
type Token<T> = Function & { readonly prototype: T };

function sharedProviders(): Provider[] {
  const provide = <T>(token: Token<T>, part: (shared: ProcessParts) => T): Provider => ({ provide: token, useFactory: (platform: Platform) => part(platform.shared), inject: [Platform] });
  return [
    provide(Config, (shared) => shared.config),
    provide(Clock, (shared) => shared.clock),
    provide(Ids, (shared) => shared.ids),
    provide(Company, (shared) => shared.company),
    provide(Transport, (shared) => shared.transport),
    provide(Vault, (shared) => shared.vault),
    provide(Tokens, (shared) => shared.tokens),
  ];
}

function ownProviders(name: ServiceName): Provider[] {
  const provide = <T>(token: Token<T>, part: (own: ServiceParts) => T): Provider => ({ provide: token, useFactory: (platform: Platform) => part(platform.of(name)), inject: [Platform] });
  const always = [
    provide(Database, (own) => own.database),
    provide(DataSource, (own) => own.dataSource),
    provide(Quarantine, (own) => own.quarantine),
    provide(Consumers, (own) => own.consumers),
    provide(Workers, (own) => own.workers),
    provide(Punctuality, (own) => own.punctuality),
    provide(Delivering, (own) => own.delivering),
  ];
  if (!(SERVICES as readonly string[]).includes(name)) return always;
  return [
    ...always,
    provide(EventLog, (own) => own.logParts.log),
    provide(KnownComplaints, (own) => own.logParts.known),
    provide(EventWriter, (own) => own.logParts.writer),
    provide(Commands, (own) => own.logParts.commands),
    provide(Relay, (own) => own.logParts.relay),
    provide(Upholder, (own) => own.logParts.upholder),
  ];
}
