import type { Client } from './client.js';
import { eventually } from './eventually.js';

/** `/health/lag` as the gateway tells it. */
export interface Lag {
  readonly services: readonly ServiceLag[];
}

interface ServiceLag {
  readonly service: string;
  readonly log?: { readonly head: string; readonly published: string | null; readonly relay: string; readonly reason?: string };
  readonly consumers: readonly { readonly name: string; readonly behind: string; readonly partitions: readonly { readonly partition: string }[] }[];
}

/** Every consumer of every service that hears all of complaints: `escalation/ledger@1`. */
export const consumersOf = ({ services }: Lag): readonly string[] =>
  services.flatMap(({ service, consumers }) => consumers.filter(({ partitions }) => partitions.some(({ partition }) => partition.startsWith('complaints/'))).map(({ name }) => `${service}/${name}`));

const SERVICE_COUNT = 5;

/** Waits until everything is published and read, twice in a row without anything new; throws with what is still behind. */
export async function untilQuiet(client: Client, withinMs: number): Promise<Lag> {
  let before = '';
  let last: Lag | undefined;
  return eventually('everything is published and read', async () => {
    const lag = (await client.elsewhere().get<Lag>('/health/lag').catch(() => undefined))?.body;
    last = lag;
    const heads = lag && isQuiet(lag) ? JSON.stringify(lag) : '';
    const quiet = heads !== '' && heads === before;
    before = heads;
    return quiet && lag;
  }, withinMs).catch((error: Error) => {
    throw new Error(`${error.message}; ${last ? behindOf(last).join(', ') : 'no answer from /health/lag'}`);
  });
}

const isQuiet = (lag: Lag): boolean => lag.services?.length === SERVICE_COUNT && behindOf(lag).length === 0;

function behindOf({ services = [] }: Lag): string[] {
  return services.flatMap(({ service, log, consumers }) => [
    ...(log && log.published !== log.head ? [`${service} has published ${log.published ?? `nothing known (${log.relay}${log.reason ? `: ${log.reason}` : ''})`} of ${log.head}`] : []),
    ...consumers.filter(({ behind }) => behind !== '0').map(({ name, behind }) => `${service}/${name} is ${behind} behind`),
  ]);
}
