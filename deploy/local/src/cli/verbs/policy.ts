import { CHANNELS, GRAVE_FLAGS, OBLIGATION_KINDS, SEVERITIES, TIERS, WAYS_TO_RESOLVE } from '@amends/contracts';
import { Home, readLive } from '../../launcher/index.js';
import type { DryRunResult } from '../../policy/dry-run-lines.js';
import { explained, instant, type ExplainOptions } from '../../policy/explain-pack.js';
import type { ImportCalendarOptions } from '../../policy/import-calendar.js';
import { knownPacks, loadedPack, packFile, packNamed, type KnownPacks } from '../../policy/pack-named.js';
import { Client } from '../client.js';
import type { Output } from '../output.js';
import { WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';
import { languageOf } from './show.js';

interface PolicyOptions extends ImportCalendarOptions, ExplainOptions {
  lang: string;
  sample?: string;
  since?: string;
}

const ACTIONS = ['list', 'check', 'explain', 'calendar', 'dry-run'];
const collect = (one: string, all: string[]): string[] => [...all, one];

/** `amends policy`: are packs right, and why is something due when it is. Packs that the company added are known while Amends runs. */
export const policy: Verb<PolicyOptions> = {
  name: 'policy',
  summary: 'List the policy packs, check one that you wrote, explain when something is due under it and why, import holidays into a calendar of it, or try one against the open complaints.',
  example: [
    'npx amends policy check my-pack.json',
    '  npx amends policy explain hotline-12345 --obligation resolve --from 2026-09-30T10:00+08:00 --lang zh',
    '  npx amends policy explain default --obligation resolve --severity major --pause 2026-11-03T10:00Z/2026-11-04T12:00Z',
    '  npx amends policy dry-run my-pack.json --sample 1000',
    '  npx amends policy calendar import --country GB --region ENG --years 2026-2028 --into fca-disp/england',
    '  npx amends policy calendar import holidays.ics --years 2026-2028 --into fca-disp/england',
  ].join('\n'),
  declare: (command) =>
    command
      .argument('<action>', 'list, check, explain, dry-run or calendar')
      .argument('[pack]', 'the name of a pack, or name@version, or a JSON file; after calendar: import')
      .argument('[file]', 'calendar import: an iCalendar file')
      .option('--obligation <kind>', `explain: ${OBLIGATION_KINDS.join(', ')}`, 'resolve')
      .option('--from <instant>', 'explain: when the clock starts; now unless said')
      .option('--pause <span>', 'explain: a time in which the clock stands still, from/to; may be repeated', collect, [])
      .option('--channel <channel>', `explain: how the complaint came in: ${CHANNELS.join(', ')}`)
      .option('--severity <severity>', `explain: ${SEVERITIES.join(', ')}`)
      .option('--tier <tier>', `explain: the customer's: ${TIERS.join(', ')}`)
      .option('--category <path>', 'explain: for example appliance/leak')
      .option('--grave <flags>', `explain: ${GRAVE_FLAGS.join(', ')}, separated by commas`)
      .option('--resolved-by <way>', `explain: how it was resolved, for what follows from that: ${WAYS_TO_RESOLVE.join(', ')}`)
      .option('--level <number>', 'explain: the level of the superior who was told, 1 the nearest')
      .option('--sample <count>', 'dry-run: only so many of the open complaints, the same each time')
      .option('--since <instant>', 'dry-run: only those that were received since then')
      .option('--into <calendar>', 'calendar import: PACK/CALENDAR; a new version of the pack is made')
      .option('--country <code>', 'calendar import: public holidays of a country, such as GB')
      .option('--region <code>', 'calendar import: of a part of it, such as ENG')
      .option('--years <years>', 'calendar import: such as 2026-2028')
      .option('--write <file>', 'calendar import: write the new version to a file instead of adding it')
      .option('--lang <language>', 'en or zh', 'en'),
  async run(options, output, [action = '', name, file]) {
    if (!ACTIONS.includes(action)) throw new WrongUse(`There is no "policy ${action}": choose ${ACTIONS.join(', ')}.`);
    const client = readLive(Home.fromEnvironment()) ? await Client.connect('administrator') : undefined;
    if (action === 'calendar') return calendarImport(name, file, options, client, output);
    const known = await knownPacks(client);
    const language = languageOf(options.lang);
    if (action === 'list') return list(known, output, language);
    if (!name) throw new WrongUse(`policy ${action} needs a pack: one of ${[...new Set(known.packs.map((pack) => pack.name))].join(', ')}, or a JSON file.`);
    if (action === 'dry-run') return dryRun(name, known, options, output);
    const pack = loadedPack(name, known.packs);
    if (action === 'check') return output.result({ pack: pack.id, violations: [] }, `✔ ${pack.id} can be used: of every obligation it says by when, or that it is not owed.`);
    const { value, lines } = explained(pack, options, language);
    output.result(value, lines);
  },
};

/** Only the server knows which complaints are open, so Amends has to run. */
async function dryRun(name: string, { packs }: KnownPacks, { sample, since }: PolicyOptions, output: Output): Promise<void> {
  if (sample !== undefined && !/^[1-9]\d{0,6}$/.test(sample)) throw new WrongUse(`--sample ${sample} is no number of complaints.`);
  const client = await Client.connect('administrator');
  const pack = packNamed(name, packs) ?? packFile(name, packs);
  const query = new URLSearchParams({ ...(sample ? { sample } : {}), ...(since ? { since: new Date(instant('--since', since)).toISOString() } : {}) });
  const { body } = await client.call<DryRunResult>('POST', `/api/escalation/policy/dry-run?${query.toString()}`, { body: pack });
  const { dryRunLines } = await import('../../policy/dry-run-lines.js');
  output.result(body, dryRunLines(body));
}

async function calendarImport(what: string | undefined, file: string | undefined, options: PolicyOptions, client: Client | undefined, output: Output): Promise<void> {
  if (what !== 'import') throw new WrongUse('Of calendars there is only one thing to do: policy calendar import.');
  const { importCalendar } = await import('../../policy/import-calendar.js');
  await importCalendar(file, options, client, output);
}

function list({ packs, inForce }: KnownPacks, output: Output, language: 'en' | 'zh'): void {
  const rows = packs.map(({ name, version, title, source }) => ({ name, version, title: title[language], source, inForceFrom: inForce.filter(({ pack }) => pack === `${name}@${version}`).map(({ from }) => from) }));
  output.result(rows, rows.map(({ name, version, title, source, inForceFrom }) => [`${name}@${version}  ${title}`, source, ...inForceFrom.map((from) => `put into force from ${from}`)].join('\n  ')));
}
