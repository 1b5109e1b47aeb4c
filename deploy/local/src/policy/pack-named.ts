import { Pack, SHIPPED_PACKS, withBase, type PolicyPack } from '@amends/policy';
import { PackUnusable, readPack } from '@amends/runtime';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Client } from '../cli/client.js';
import { Refused } from '../cli/refused.js';

/** Policy packs as an installation has them, and which was put into force from when on. */
export interface KnownPacks {
  readonly packs: readonly PolicyPack[];
  /** In order of time, `pack` as `name@version`; none before the first was put into force. */
  readonly inForce: readonly { readonly from: string; readonly pack: string }[];
}

/** The packs of what runs, with those that the company added; without it the shipped ones. */
export async function knownPacks(client: Client | undefined): Promise<KnownPacks> {
  return client ? (await client.call<KnownPacks>('GET', '/api/escalation/policy/packs')).body : { packs: SHIPPED_PACKS, inForce: [] };
}

/** The newest version of that name, or that very `name@version`; undefined when there is none. */
export const packNamed = (name: string, packs: readonly PolicyPack[]): PolicyPack | undefined =>
  packs.filter((pack) => pack.name === name || `${pack.name}@${pack.version}` === name).sort((a, b) => b.version - a.version)[0];

/** The pack of that name, or of a file, ready for use. Throws Refused with every reason why it cannot be used. */
export function loadedPack(name: string, packs: readonly PolicyPack[]): Pack {
  try {
    return new Pack(withBase(readPack(packNamed(name, packs) ?? packFile(name, packs), packs), packs));
  } catch (error) {
    if (!(error instanceof PackUnusable)) throw error;
    throw new Refused(`${name} cannot be used:\n${error.violations.map((line) => `  - ${line}`).join('\n')}`, 'Correct these lines and check again.');
  }
}

/** What stands in a JSON file, not yet checked. Throws Refused, with the packs that there are, when it is none. */
export function packFile(path: string, packs: readonly PolicyPack[]): unknown {
  const choice = `Name one of ${[...new Set(packs.map(({ name }) => name))].join(', ')}, or give the path of a JSON file.`;
  if (!existsSync(path)) throw new Refused(`There is no policy pack and no file called ${path}.`, choice);
  if (!statSync(path).isFile()) throw new Refused(`${path} is a directory, not a policy pack.`, choice);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused(`${path} is no JSON: ${error.message}`, 'Correct the file and check again.');
    throw error;
  }
}
