import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Override } from '@amends/escalation';
import type { Reference } from '@amends/escalation';
import type { PolicyPack } from '@amends/policy';
import type { Transport } from '@amends/eventing';
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

async function judged(running: Running, { packs, inForce, overrides }: Policy, { fallback: [fallback], ...tables }: SuperiorsTables, pack: string, since: string | null, output: Output) {
  // Only here, because they take a second to load and no other verb needs them.
  const { isNeeded, PackBook, Superiors, UnknownPack, WhatIf } = await import('@amends/escalation');
  const { readTopic } = await import('../../what-if/read-topic.js');
  const transport = await transportOf(running);
  try {
    const replay = new WhatIf(new PackBook(packs, inForce, overrides), pack, new Superiors({ fallback, ...tables }), since);
    const progress = await output.progress('Reading', 0);
    const until = new Date().toISOString();
    const unreadable = await readTopic(transport, isNeeded, (event) => replay.hear(event), (done, total) => progress.update(done, total));
    progress.end();
    if (unreadable > 0) output.say(`${unreadable} messages could not be read; they stand in quarantine (npx amends redrive list).`);
    return replay.result(until);
  } catch (error) {
    if (error instanceof UnknownPack) throw new Refused(`There is no policy pack ${pack}.`, 'List them: npx amends policy list');
    throw error;
  } finally {
    await transport.close();
  }
}

async function transportOf(running: Running): Promise<Transport> {
  const { KafkaTransport, LocalTransport } = await import('@amends/eventing');
  if (!running.kafka) return new LocalTransport(running.postgres.url);
  return new KafkaTransport(running.kafka.brokers.split(','), 'amends', { topicPrefix: process.env['AMENDS_TOPIC_PREFIX'] ?? '' });
}
