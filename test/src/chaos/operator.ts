import type { Client } from '../support/client.js';
import type { Poison } from './poison.js';

interface Parked {
  readonly id: string;
  readonly consumer: string;
  readonly partition: number;
  readonly offset: string;
  readonly reason: string;
}

/**
 * Does what an operator does about a poison, at every consumer: looks at what is parked, sets the poison aside, redrives the rest.
 * Returns what went wrong, and how many messages had waited behind the poison.
 */
export async function treat({ key, partition, offset }: Poison, consumers: readonly string[], operator: Client): Promise<{ wrongs: readonly string[]; waited: number }> {
  const wrongs: string[] = [];
  let waited = 0;
  for (const name of consumers) {
    const [service, consumer] = name.split('/') as [string, string];
    const { body, status } = await operator.get<{ parked?: readonly Parked[] }>(`/api/${service}/quarantine/${consumer}/${key}`);
    const [first, ...rest] = body.parked ?? [];
    if (first?.partition !== partition || first.offset !== offset) {
      wrongs.push(`I17 ${name} has not parked the poison ${partition}@${offset} of ${key} first (${status}): ${JSON.stringify(body.parked ?? body)}`);
      continue;
    }
        const aside = await operator.post(`/api/${service}/quarantine/messages/${first.id}/set-aside`);
    const redriven = await operator.post<{ handled?: number }>(`/api/${service}/quarantine/${consumer}/${key}/redrive`);
    waited += redriven.body.handled ?? 0;
    // More than were listed may have come meanwhile: the ledger, just redriven, has said what is owed.
    if (aside.status !== 200 || redriven.status !== 200 || (redriven.body.handled ?? 0) < rest.length) {
      wrongs.push(`I17 ${name} set ${key} aside with ${aside.status} and redrove ${redriven.status} ${redriven.text} of ${rest.length}`);
    }
  }
  return { wrongs, waited };
}
