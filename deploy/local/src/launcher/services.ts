import { freePort, isPortFree } from '../servers/index.js';
import { startApp, type AppChild } from './app-child.js';
import type { Gateway } from './gateway.js';
import type { Home } from './home.js';
import { Kept } from './kept.js';
import { LaunchFailure } from './launch-failure.js';
import { labelOf } from './leftovers.js';
import { SERVICES } from './running.js';
import { step, type Report } from './steps.js';

/** How the services are started. */
export interface ServicesOptions {
  home: Home;
  port: number | undefined;
  separate: boolean;
  entry: string;
  signal: AbortSignal;
  /** Addresses and files that every service process gets, read anew at each start. */
  serviceEnv(): Record<string, string>;
  /** Called after a process was started again. */
  onChange(): void;
}

/** The running service processes behind their one origin. */
export interface Services {
  url: string;
  /** What they were last started with. */
  env: string;
  places(): Record<string, { url: string; pid: number }>;
  /** Starts every process again. */
  renew(): Promise<void>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const USUAL_PORT = 4370;

/** Starts the services in one process, or each in its own with one origin before them; resolves when requests are taken. */
export async function openServices(options: ServicesOptions, report: Report): Promise<Services> {
  const port = await choosePort(options.port);
  return step(report, 'services', async (progress) => {
    const services = new ServiceProcesses(options, report, progress);
    try {
      await (options.separate ? services.startSeparately(port) : services.startTogether(port));
    } catch (error) {
      await services.stop();
      throw error;
    }
    return [services, `${services.url}, ${options.separate ? 'a process each' : 'one process'}`];
  });
}

async function choosePort(port: number | undefined): Promise<number> {
  if (!port) return freePort(port ?? USUAL_PORT);
  if (await isPortFree(port)) return port;
  throw new LaunchFailure(`Port ${port} is taken.`, 'Stop what listens there, or choose another one: --port 0 takes any free one.');
}

class ServiceProcesses implements Services {
  url = '';
  env: string;
  private readonly kept = new Map<string, Kept<AppChild>>();
  private gateway: Gateway | undefined;

  constructor(
    private readonly options: ServicesOptions,
    private readonly report: Report,
    private readonly progress: (text: string) => void,
  ) {
    this.env = JSON.stringify(options.serviceEnv());
  }

  async startTogether(port: number): Promise<void> {
    await this.keep('services', SERVICES.join(','), port);
    this.url = this.kept.get('services')!.current.url;
  }

  /** All at once and all waited for, so that none is left behind when another fails. */
  async startSeparately(port: number): Promise<void> {
    const starting = SERVICES.map(async (service) => this.keep(service, service, await freePort()));
    for (const result of await Promise.allSettled(starting)) if (result.status === 'rejected') throw result.reason;
    const upstreams = Object.fromEntries(Object.entries(this.places()).map(([service, { url }]) => [service, url]));
    // Loaded only here: the usual form can do without a second web server.
    const { openGateway } = await import('./gateway.js');
    this.gateway = await openGateway({ host: HOST, port, upstreams });
    this.url = this.gateway.url;
  }

  places(): Record<string, { url: string; pid: number }> {
    return Object.fromEntries(
      SERVICES.flatMap((service) => {
        const child = (this.kept.get(service) ?? this.kept.get('services'))?.current;
        return child ? [[service, { url: child.url, pid: child.pid }]] : [];
      }),
    );
  }

  async renew(): Promise<void> {
    this.env = JSON.stringify(this.options.serviceEnv());
    await Promise.all([...this.kept.values()].map((kept) => kept.renew()));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.kept.values()].map((kept) => kept.stop()));
    await this.gateway?.close();
  }

  /** A process comes back on the port it had: clients and the gateway need not look for it. */
  private async keep(name: string, services: string, port: number): Promise<void> {
    const { home, entry, signal } = this.options;
    const kept = await Kept.start<AppChild>({
      name,
      start: () => startApp({
        entry, signal, name, logFile: home.logOf(name), label: labelOf(home, name), progress: this.progress,
        env: { ...this.options.serviceEnv(), AMENDS_HOST: HOST, AMENDS_PORT: String(port), AMENDS_SERVICES: services },
      }),
      tell: (text) => this.report({ kind: 'line', text }),
      onRestart: () => this.options.onChange(),
    });
    this.kept.set(name, kept);
  }
}
