import type { Override, Reference, WhatIfResult } from '@amends/escalation/what-if';
import type { PolicyPack } from '@amends/policy';
import { companyFile, namesIn } from '../../issuer/sample-staff.js';
import { Home, readLive, type Running } from '../../launcher/index.js';
import { loadedPack, packNamed, type KnownPacks } from '../../policy/pack-named.js';
import { csvFile, csvStream } from '../../what-if/csv-target.js';
import type { NamedResult } from '../../what-if/what-if-lines.js';
import { Client } from '../client.js';
import { Output } from '../output.js';
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
  example: 'npx amends what-if --pack fca-disp\n  npx amends what-if --pack hotline-12345 --since 2026-01-01 --csv differences.csv\n  npx amends what-if --pack fca-disp --csv - | sort -t, -k3',
  declare: (command) =>
    command
      .requiredOption('--pack <pack>', 'the pack: its name, or name@version')
      .option('--since <instant>', 'only complaints that were registered since then')
      .option('--csv <file>', 'also write every complaint with a difference there, a row for each kind; - writes only that, to standard output'),
  async run({ pack, since, csv }, output) {
    if (since !== undefined && Number.isNaN(Date.parse(since))) throw new WrongUse(`--since "${since}" is no instant: write it like 2026-01-01 or 2026-01-01T08:00Z.`);
    if (csv === '-' && output.json) throw new WrongUse('--csv - and --json both write to standard output: choose one.');
    const target = csv === undefined ? undefined : csv === '-' ? csvStream() : csvFile(csv);
    const running = readLive(Home.fromEnvironment());
    if (!running) throw new Refused('Amends is not running.', 'Start it, so that its events can be read: npx amends start --detach');
    const client = await Client.connect('administrator');
    const { body } = await client.call<Policy>('GET', '/api/escalation/policy/packs');
    const { body: superiors } = await client.call<SuperiorsTables>('GET', '/api/escalation/superiors');
    // Where standard output is for the rows, sentences go aside.
    const sentences = csv === '-' ? new Output(false, process.stderr) : output;
    const result = withNames(await judged(running, body, superiors, usable(pack, body.packs), since ? new Date(since).toISOString() : null, sentences));
    const { whatIfCsv, whatIfLines } = await import('../../what-if/what-if-lines.js');
    target?.write(whatIfCsv(result));
    sentences.result(result, whatIfLines(result));
  },
};

interface Policy extends KnownPacks {
  readonly overrides: readonly Override[];
}

/** The tables of superiors as they are now; whoever stood there in the past, the load falls on these. */
type SuperiorsTables = Omit<Reference, 'fallback'> & { readonly fallback: readonly [Reference['fallback']] };

/** The `name@version` that is meant. Throws Refused, before anything is read, when there is none or complaints could not be judged by it. */
function usable(name: string, packs: readonly PolicyPack[]): string {
  const found = packNamed(name, packs);
  if (!found) throw new Refused(`There is no policy pack ${name}.`, `Choose one of ${[...new Set(packs.map((pack) => pack.name))].join(', ')} (npx amends policy list), or add it first.`);
  return loadedPack(`${found.name}@${found.version}`, packs).id;
}

function withNames(result: WhatIfResult): NamedResult {
  const names = namesIn(companyFile());
  return { ...result, superiors: result.superiors.map((one) => ({ ...one, name: names.get(one.person) ?? null })) };
}

async function judged(running: Running, policy: Policy, { fallback: [fallback], ...tables }: SuperiorsTables, pack: string, since: string | null, output: Output): Promise<WhatIfResult> {
  const { judgedInThreads } = await import('../../what-if/in-threads.js');
  const topic = { database: running.postgres.url, brokers: running.kafka?.brokers ?? null, prefix: process.env['AMENDS_TOPIC_PREFIX'] ?? '' };
  const progress = await output.progress('Reading', 0);
  const question = { topic, ...policy, superiors: { fallback, ...tables }, pack, since, until: new Date().toISOString() };
  const { result, unreadable } = await judgedInThreads(question, (done, total) => progress.update(done, total));
  progress.end();
  if (unreadable > 0) output.say(`${unreadable} messages could not be read; they stand in quarantine (npx amends redrive list).`);
  return result;
}
