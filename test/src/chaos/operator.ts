import type { Client } from '../support/client.js';

interface Parked {
  readonly id: string;
  readonly offset: string;
  readonly reason: string;
}

/** What became of treating a poisoned key: what went wrong, and how many messages had waited behind the poison. */
export interface Treated {
  readonly wrongs: readonly string[];
  readonly waited: number;
}

/** Does what an operator does about a poison, at every consumer: looks at what is parked, sets the poison aside, redrives the rest. */
export async function treat(key: string, consumers: readonly string[], operator: Client): Promise<Treated> {
  const treated: Treated[] = [];
  for (const name of consumers) treated.push(await treatAt(name, key, operator));
  return { wrongs: treated.flatMap(({ wrongs }) => wrongs), waited: treated.reduce((sum, { waited }) => sum + waited, 0) };
}

async function treatAt(name: string, key: string, operator: Client): Promise<Treated> {
  const [service, consumer] = name.split('/') as [string, string];
  const quarantine = `/api/${service}/quarantine`;
  const { body, status } = await operator.get<{ parked?: readonly Parked[] }>(`${quarantine}/${consumer}/${key}`);
  const [first, ...rest] = body.parked ?? [];
  if (!first || follows(first)) return { wrongs: [`I17 ${name} has not parked the poison of ${key} first (${status}): ${JSON.stringify(body.parked ?? body)}`], waited: 0 };
  const poisons = [first, ...rest.filter((one) => !follows(one))];
  const aside = await Promise.all(poisons.map(({ id }) => operator.post(`${quarantine}/messages/${id}/set-aside`)));
  const redriven = await operator.post<{ handled?: number }>(`${quarantine}/${consumer}/${key}/redrive`);
  const waited = redriven.body.handled ?? 0;
  // More than were listed may have come meanwhile: the ledger, just redriven, has said what is owed.
  const right = aside.every((answer) => answer.status === 200) && redriven.status === 200 && waited >= 1 + rest.length - poisons.length;
  return { wrongs: right ? [] : [`I17 ${name} did not let ${key} flow again: ${aside.map((answer) => answer.status).join(', ')}, ${redriven.status} ${redriven.text}`], waited };
}

const follows = ({ reason }: Parked): boolean => reason.startsWith('follows ');
