import { companyFile } from '../issuer/sample-staff.js';
import { ISSUER, makeMasterKey, signingKey } from '../issuer/keys.js';
import { openBroker, type Broker } from './broker.js';
import { openDatabase, type Database } from './database.js';
import type { Home } from './home.js';
import { stopLeftServers, stopLeftServices } from './leftovers.js';
import { takeLock } from './lock.js';
import { removeRunning, writeRunning, type Running } from './running.js';
import { openServices, type Services } from './services.js';
import { step, type Report } from './steps.js';

/** How everything is to be started. */
export interface LaunchOptions {
  home: Home;
  /** Port of the one origin, 0 = any free one; undefined = the usual one, or any when it is taken. */
  port: number | undefined;
  separate: boolean;
  /** Deletes the state first. */
  fresh: boolean;
  /** The file that a service process runs. */
  entry: string;
  /** Stops a start that is under way. */
  signal: AbortSignal;
  env?: NodeJS.ProcessEnv;
}

/** Everything that was started. */
export interface Launched {
  running: Running;
  /** Stops everything in order: services, then broker and database. */
  stop(): Promise<void>;
}

/**
 * Starts database, broker and services and keeps them running; resolves when requests are taken. Throws Locked when a
 * launcher already runs on this home. Whatever fails, nothing is left running.
 */
export async function launch(options: LaunchOptions, report: Report): Promise<Launched> {
  await options.home.make();
  const unlock = await takeLock(options.home.lock);
  const launching = new Launching(options, report);
  try {
    await launching.prepare();
    await launching.open();
    return { running: launching.running(), stop: () => launching.stop().finally(unlock) };
  } catch (error) {
    await launching.stop().finally(unlock);
    throw error;
  }
}

class Launching {
  private readonly startedAt = new Date().toISOString();
  private readonly env: NodeJS.ProcessEnv;
  private database?: Database;
  private broker: Broker | undefined;
  private services?: Services;
  private writing = Promise.resolve();

  constructor(
    private readonly options: LaunchOptions,
    private readonly report: Report,
  ) {
    this.env = options.env ?? process.env;
  }

  async prepare(): Promise<void> {
    const { home, fresh } = this.options;
    await step(this.report, 'state', async () => {
      const left = await stopLeftServices(home);
      if (fresh) {
        await stopLeftServers(home);
        await home.deleteState();
      }
      await Promise.all([signingKey(home), makeMasterKey(home)]);
      return [undefined, `${home.dir}${fresh ? ', emptied' : left ? ', cleaned up after a start that was killed' : ''}`];
    });
  }

  async open(): Promise<void> {
    await this.openServers();
    this.options.signal.throwIfAborted();
    this.services = await openServices({ ...this.options, serviceEnv: () => this.serviceEnv(), onChange: () => this.write() }, this.report);
    this.write();
    await this.writing;
  }

  /** Both at once, and both waited for even if one fails: a server whose start nobody awaits could not be stopped. */
  private async openServers(): Promise<void> {
    const { home, signal } = this.options;
    const wish = { signal, brokers: this.env['KAFKA_BROKERS'] || undefined, local: this.env['AMENDS_TRANSPORT'] === 'local' };
    const moved = () => this.serversChanged();
    const opening = [
      openDatabase(home, this.env['DATABASE_URL'] || undefined, this.report, moved).then((database) => void (this.database = database)),
      openBroker(home, wish, this.report, moved).then((broker) => void (this.broker = broker)),
    ];
    for (const result of await Promise.allSettled(opening)) if (result.status === 'rejected') throw result.reason;
  }

  /** A server that came back at another address (its port was taken meanwhile) is news that services only get by a restart. */
  private serversChanged(): void {
    if (this.services?.env !== JSON.stringify(this.serviceEnv())) void this.services?.renew();
    this.write();
  }

  private serviceEnv(): Record<string, string> {
    const { home } = this.options;
    const transport: Record<string, string> = this.broker ? { KAFKA_BROKERS: this.broker.brokers(), AMENDS_TRANSPORT: 'kafka' } : { AMENDS_TRANSPORT: 'local' };
    const issuer: Record<string, string> = this.env['AMENDS_JWKS_URL'] ? {} : { AMENDS_JWKS_FILE: home.jwks, AMENDS_ISSUER: ISSUER };
    return {
      DATABASE_URL: this.database!.url(), AMENDS_HOME: home.dir, AMENDS_COMPANY_FILE: companyFile(this.env),
      AMENDS_MASTER_KEY_FILE: this.env['AMENDS_MASTER_KEY_FILE'] || home.masterKey, ...transport, ...issuer,
    };
  }

  running(): Running {
    const { database, broker, services } = this;
    return {
      pid: process.pid, startedAt: this.startedAt, form: this.options.separate ? 'separate' : 'one', url: services!.url, services: services!.places(),
      postgres: { url: database!.url(), port: database!.port(), pid: database!.pid() },
      kafka: broker ? { brokers: broker.brokers(), port: broker.port(), pid: broker.pid() } : null,
      transport: broker ? 'kafka' : 'local',
    };
  }

  /** One write after the other: the newest state is what stays. */
  private write(): void {
    if (!this.services) return;
    this.writing = this.writing.then(() => writeRunning(this.options.home, this.running())).catch((error: Error) => {
      this.report({ kind: 'line', text: `running.json could not be written: ${error.message}` });
    });
  }

  async stop(): Promise<void> {
    await this.services?.stop();
    await Promise.allSettled([this.broker?.stop(), this.database?.stop()]);
    await this.writing;
    await removeRunning(this.options.home);
  }
}
