import type { Logger } from 'pino';
import type { Platform } from './platform.js';

const HOUR_MS = 3_600_000;

/** Throws away, now and every hour, what is kept only for a while: quarantined originals and the keys that sealed them. */
export function keepHouse(platform: Platform, log: Logger, stopping: AbortSignal): void {
  const purge = (): void => void purgeAll(platform).catch((error: unknown) => log.warn({ err: error, what: 'housekeeping' }, 'trouble'));
  const timer = setInterval(purge, HOUR_MS).unref();
  stopping.addEventListener('abort', () => clearInterval(timer));
  purge();
}

async function purgeAll(platform: Platform): Promise<void> {
  for (const { quarantine } of platform.all()) await quarantine.purge();
  await platform.shared.vault.purgeExpired();
}
