import { isProcess, liveBroker, livePostmaster, stopProcess } from '../servers/index.js';
import type { Home } from './home.js';
import { readRunning, removeRunning } from './running.js';

/** What a service process has on its command line, by which one left behind is known for ours. */
export function labelOf(home: Home, services: string): string {
  return `amends:${services}:${home.dir}:`;
}

/** Stops service processes that a killed launcher left behind, each checked for being ours. True when there were any. */
export async function stopLeftServices(home: Home): Promise<boolean> {
  const pids = new Set(Object.values(readRunning(home)?.services ?? {}).map((service) => service.pid));
  const ours = [...pids].filter((pid) => isProcess(pid, 'amends:', `:${home.dir}:`));
  await Promise.all(ours.map((pid) => stopProcess(pid, [['SIGTERM', 10_000], ['SIGKILL', 5_000]])));
  await removeRunning(home);
  return ours.length > 0;
}

/** Stops PostgreSQL and Kafka that a killed launcher left behind. True when there were any. */
export async function stopLeftServers(home: Home): Promise<boolean> {
  const postmaster = livePostmaster(home.postgres);
  const broker = liveBroker(home.kafka);
  await Promise.all([
    postmaster && stopProcess(postmaster, [['SIGINT', 15_000], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]]),
    broker && stopProcess(broker, [['SIGTERM', 10_000], ['SIGKILL', 5_000]]),
  ]);
  return Boolean(postmaster ?? broker);
}
