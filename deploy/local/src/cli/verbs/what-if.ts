import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Override, Reference, WhatIfResult } from '@amends/escalation/what-if';
import type { PolicyPack } from '@amends/policy';
import { Home, readLive, type Running } from '../../launcher/index.js';
import { Client } from '../client.js';
import type { Output } from '../output.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';

interface WhatIfOptions {
  pack: string;
  since?: string;
  csv?: string;
}

/** `amends what-if`: stored complaints judged again under another policy pack; nothing is changed anywhere. */
export const whatIf: Verb<WhatIfOptions> = {
  name: 'what-if',
  summary: 'Judge the stored complaints again under another policy pack: what would have been missed, and how often superiors would have been told.',
  example: 'npx amends what-if --pack fca-disp\n  npx amends what-if --pack hotline-12345 --since 2026-01-01 --csv differences.csv',
  declare: (command) =>
    command
      .requiredOption('--pack <pack>', 'the pack: its name, or name@version')
      .option('--since <instant>', 'only complaints that were registered since then')
      .option('--csv <file>', 'also write every complaint with a difference there'),
  async run({ pack, since, csv }, output) {
    if (since !== undefined && Number.isNaN(Date.parse(since))) throw new WrongUse(`--since "${since}" is no instant: write it like 2026-01-01 or 2026-01-01T08:00Z.`);
    const running = readLive(Home.fromEnvironment());
    if (!running) throw new Refused('Amends is not running.', 'Start it, so that its events can be read: npx amends start --detach');
    const client = await Client.connect('administrator');
    const { body } = await client.call<Policy>('GET', '/api/escalation/policy/packs');
    const { body: superiors } = await client.call<SuperiorsTables>('GET', '/api/escalation/superiors');
    const result = await judged(running, body, superiors, pack.includes('@') ? pack : `${pack}@${newest(body.packs, pack)}`, since ? new Date(since).toISOString() : null, output);
    const { whatIfCsv, whatIfLines } = await import('../../what-if/what-if-lines.js');
    if (csv) writeFileSync(resolve(csv), whatIfCsv(result));
    output.result(result, whatIfLines(result));
  },
};

interface Policy {
  readonly packs: readonly PolicyPack[];
  readonly inForce: readonly { readonly from: string; readonly pack: string }[];
  readonly overrides: readonly Override[];
}

/** The tables of superiors as they are now; whoever stood there in the past, the load falls on these. */
type SuperiorsTables = Omit<Reference, 'fallback'> & { readonly fallback: readonly [Reference['fallback']] };

function newest(packs: readonly PolicyPack[], name: string): number {
  const versions = packs.filter((pack) => pack.name === name).map(({ version }) => version);
  if (versions.length === 0) throw new Refused(`There is no policy pack ${name}.`, `Choose one of ${[...new Set(packs.map((pack) => pack.name))].join(', ')}, or add it first.`);
  return Math.max(...versions);
}

async function judged(running: Running, policy: Policy, { fallback: [fallback], ...tables }: SuperiorsTables, pack: string, since: string | null, output: Output): Promise<WhatIfResult> {
  if (!policy.packs.some(({ name, version }) => `${name}@${version}` === pack)) throw new Refused(`There is no policy pack ${pack}.`, 'List them: npx amends policy list');
  const { judgedInThreads } = await import('../../what-if/in-threads.js');
  const topic = { database: running.postgres.url, brokers: running.kafka?.brokers ?? null, prefix: process.env['AMENDS_TOPIC_PREFIX'] ?? '' };
  const progress = await output.progress('Reading', 0);
  const question = { topic, ...policy, superiors: { fallback, ...tables }, pack, since, until: new Date().toISOString() };
  const { result, unreadable } = await judgedInThreads(question, (done, total) => progress.update(done, total));
  progress.end();
  if (unreadable > 0) output.say(`${unreadable} messages could not be read; they stand in quarantine (npx amends redrive list).`);
  return result;
}
