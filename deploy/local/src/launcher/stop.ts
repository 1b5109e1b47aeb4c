import { stopProcess } from '../servers/index.js';
import type { Home } from './home.js';
import { stopLeftServers, stopLeftServices } from './leftovers.js';
import { holderOf } from './lock.js';

const ORDERLY_STOP_MS = 60_000;

/** Stops the launcher of a home, which stops everything in order, and then whatever a killed one left. False when nothing ran. */
export async function stopEverything(home: Home): Promise<boolean> {
  const launcher = holderOf(home.lock);
  if (launcher) await stopProcess(launcher.pid, [['SIGTERM', ORDERLY_STOP_MS], ['SIGKILL', 5_000]]);
  const services = await stopLeftServices(home);
  const servers = await stopLeftServers(home);
  return Boolean(launcher) || services || servers;
}
