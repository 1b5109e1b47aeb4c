import 'reflect-metadata';
import { TOPICS } from '@amends/contracts';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { Access } from './access/access.guard.js';
import { controllersOf, permissionGaps, routesOf } from './access/permission-gaps.js';
import type { Config } from './config.js';
import { ApiDescription } from './docs/api-description.js';
import { equip, openServer } from './http/server.js';
import { NestLog, openLog } from './logging/logger.js';
import { Metrics } from './operations/metrics.js';
import { keepHouse } from './platform/housekeeping.js';
import { Platform } from './platform/platform.js';
import { ProcessModule } from './platform/process.module.js';
import { ProcessParts, type Ports } from './platform/process-parts.js';
import { ServiceParts } from './platform/service-parts.js';
import { ProblemFilter } from './problem/problem.filter.js';
import { Validation } from './requests/validation.pipe.js';
import { SeenGuard } from './seen/seen.guard.js';
import type { ServiceDefinition } from './services.js';
import { tellProgress } from './telling.js';

/** Services that are being served. */
export interface Running {
  /** `http://127.0.0.1:4370`. */
  readonly url: string;
  readonly platform: Platform;
  /** Stops accepting, finishes requests, stops relays and consumers, closes connections. */
  stop(): Promise<void>;
}

/** Services that answer requests but neither listen nor let events flow: whoever assembled them does, step by step. */
export interface Assembled {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  readonly log: Logger;
}

/** Serves one or all services in this process: opens their schemas, checks their routes, starts relays and consumers, listens. */
export async function serve(definitions: readonly ServiceDefinition[], config: Config, ports: Ports = {}): Promise<Running> {
  const { app, platform, log } = await assemble(definitions, config, ports);
  try {
    await app.listen(config.port, config.host);
    const stopping = new AbortController();
    void startFlow(platform, log, stopping.signal);
    return { url: urlOf(app, config.host), platform, stop: () => stop(app, platform, stopping) };
  } catch (error) {
    await close(platform);
    throw error;
  }
}

/** Everything but listening and the flow of events; a simulation brings its own clock, ids and transport. */
export async function assemble(definitions: readonly ServiceDefinition[], config: Config, ports: Ports = {}): Promise<Assembled> {
  refuseGaps(definitions);
  const log = openLog(config.logLevel);
  tellProgress('opening the database');
  const platform = await openPlatform(definitions, config, log, ports);
  try {
    tellProgress('starting the services');
    return { app: await createApp(definitions, platform, config, log), platform, log };
  } catch (error) {
    await close(platform);
    throw error;
  }
}

/** Throws when a route and the permission table do not match: nothing is served before they do. */
export function refuseGaps(definitions: readonly ServiceDefinition[]): void {
  const routes = definitions.flatMap(({ module }) => controllersOf(module)).flatMap(routesOf);
  const gaps = permissionGaps(routes, [...definitions.map(({ name }) => name), 'operations']);
  if (gaps.length > 0) throw new Error(`routes and permissions do not match:\n${gaps.map((gap) => `  - ${gap}`).join('\n')}`);
}

async function openPlatform(definitions: readonly ServiceDefinition[], config: Config, log: Logger, ports: Ports): Promise<Platform> {
  const shared = await ProcessParts.open(config, ports);
  const report = (what: string, error: unknown): void => log.warn({ err: error, what }, 'trouble');
  const parts = await Promise.all(definitions.map((definition) => ServiceParts.open(definition, shared, report)));
  return new Platform(shared, new Map(parts.map((one) => [one.name, one])));
}

async function createApp(definitions: readonly ServiceDefinition[], platform: Platform, config: Config, log: Logger): Promise<NestFastifyApplication> {
  const metrics = new Metrics(platform);
  const description = new ApiDescription(new Map(definitions.map(({ name, module }) => [name, module])));
  const filter = new ProblemFilter(log);
  const server = openServer(config, filter);
  equip(server.getInstance(), config, metrics, log);
  const root = ProcessModule.of(definitions, platform, metrics, description);
  const app = await NestFactory.create<NestFastifyApplication>(root, server, { bodyParser: false, abortOnError: false, logger: new NestLog(log) });
  const { company, tokens, clock } = platform.shared;
  app.useGlobalGuards(new Access(tokens, company, clock), new SeenGuard(platform));
  app.useGlobalPipes(new Validation());
  app.useGlobalFilters(filter);
  description.describe(app);
  return app;
}

/** Events flow once the topics are there; a Kafka that is away delays them, never the answering of requests. */
async function startFlow(platform: Platform, log: Logger, stopping: AbortSignal): Promise<void> {
  await platform.shared.transport.ensureTopics(TOPICS).catch((error: unknown) => log.warn({ err: error, what: 'topics' }, 'trouble'));
  if (stopping.aborted) return;
  for (const parts of platform.all()) parts.start();
  keepHouse(platform, log, stopping);
}

const urlOf = (app: NestFastifyApplication, host: string): string => {
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

async function stop(app: NestFastifyApplication, platform: Platform, stopping: AbortController): Promise<void> {
  stopping.abort();
  await app.close();
  await close(platform);
}

async function close(platform: Platform): Promise<void> {
  await Promise.allSettled(platform.all().map((parts) => parts.stop()));
  await platform.shared.close();
}
