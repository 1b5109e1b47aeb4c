import { SERVICES } from '@amends/contracts';
import { Database, verifyChain } from '@amends/eventing';
import { schemaOf } from '../../support/log-rows.js';
import type { Snapshot } from '../snapshot.js';

/** I14: the hash chain of every log holds. */
export async function chainsHold({ databaseUrl }: Snapshot): Promise<string[]> {
  const accounts = await Promise.all(SERVICES.map((service) => brokenLinks(databaseUrl, service)));
  return accounts.flat();
}

async function brokenLinks(url: string, service: string): Promise<string[]> {
  const database = Database.open(url, schemaOf(service), 1);
  try {
    const { broken } = await verifyChain(database);
    return broken.map(({ position, event, finding }) => `I14 position ${position} of ${service} (${event}) is ${finding}`);
  } finally {
    await database.close();
  }
}
