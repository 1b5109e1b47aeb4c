import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Home, ISSUER, SAMPLE_COMPANY, signingKey } from '@amends/local';
import { readConfig, type Config } from '@amends/runtime';
import { connected, emptyDatabase, type EmptyDatabase } from '../support/scratch-database.js';
import { DEFINITIONS } from '../support/routes.js';
import { People } from './people.js';
import { SimulatedService } from './simulated-service.js';

/** Where all virtual clocks begin: a Monday. */
export const STARTS_AT = Date.UTC(2026, 0, 5, 8);

/** A whole installation in one process, of which nothing moves by itself: five services, a database, keys and people of its own. */
export class SimulatedCompany {
  private constructor(
    private readonly home: Home,
    private readonly database: EmptyDatabase,
    readonly config: Config,
    readonly people: People,
    readonly services: readonly SimulatedService[],
  ) {}

  static async open(seed: number): Promise<SimulatedCompany> {
    const home = new Home(mkdtempSync(join(tmpdir(), 'amends-simulation-')));
    await home.make();
    // What is hashed under the master key stands in events: the same seed, the same key.
    await Promise.all([signingKey(home), writeFile(home.masterKey, createHash('sha256').update(`simulation ${seed}`).digest('base64'))]);
    const database = await emptyDatabase();
    // Nothing here outlives a power cut.
    await connected(database.url, (admin) => admin.query('do $$ begin execute format(\'alter database %I set synchronous_commit = off\', current_database()); end $$'));
    const config = configOf(home, database.url);
    const services: SimulatedService[] = [];
    for (const [number, definition] of DEFINITIONS.entries()) services.push(await SimulatedService.open(definition, { config, seed, startsAt: STARTS_AT }, number));
    return new SimulatedCompany(home, database, config, await People.of(home), services);
  }

  get databaseUrl(): string {
    return this.database.url;
  }

  service(name: string): SimulatedService {
    return this.services.find((one) => one.name === name)!;
  }

  /** Every consumer: `escalation/ledger@1`; those that hear of complaints. */
  consumers(): readonly string[] {
    return this.services.flatMap(({ name, parts }) => parts.consumers.all().filter(({ handler }) => handler.topics.includes('complaints')).map(({ handler }) => `${name}/${handler.name}`));
  }

  /** The latest of all clocks. */
  now(): number {
    return Math.max(...this.services.map(({ clock }) => clock.now()));
  }

  /** All clocks show the latest of them, and so many milliseconds more. */
  advance(ms: number): void {
    const now = this.now() + ms;
    for (const { clock } of this.services) clock.advance(now - clock.now());
  }

  /** Switches everything on or off that goes wrong on purpose. */
  trouble(isOn: boolean): void {
    for (const { trouble } of this.services) trouble.isOn = isOn;
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.stop()));
    await this.database.drop();
    await rm(this.home.dir, { recursive: true, force: true });
  }
}

const configOf = (home: Home, url: string): Config =>
  readConfig({
    DATABASE_URL: url, AMENDS_HOME: home.dir, AMENDS_TRANSPORT: 'local', AMENDS_JWKS_FILE: home.jwks, AMENDS_ISSUER: ISSUER, AMENDS_MASTER_KEY_FILE: home.masterKey,
    AMENDS_COMPANY_FILE: SAMPLE_COMPANY, AMENDS_CONNECTIONS: '3', AMENDS_LOG_LEVEL: 'silent',
  });
