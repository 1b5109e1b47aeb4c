import { GRAVE_FLAGS, OBLIGATION_KINDS, type GraveFlag, type ObligationKind } from '@amends/contracts';
import { explain, Pack, sayRule, SHIPPED_PACKS, UNKNOWN_CIRCUMSTANCES, withBase, type Circumstances, type Choice, type Explanation, type PolicyPack } from '@amends/policy';
import { PackUnusable, readPack } from '@amends/runtime';
import { existsSync, readFileSync } from 'node:fs';
import { Home, readLive } from '../../launcher/index.js';
import type { DryRunResult } from '../../policy/dry-run-lines.js';
import type { ImportCalendarOptions } from '../../policy/import-calendar.js';
import { Client } from '../client.js';
import type { Output } from '../output.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';
import { languageOf } from './show.js';

interface PolicyOptions extends ImportCalendarOptions {
  obligation: string;
  from?: string;
  pause: string[];
  channel?: string;
  severity?: string;
  tier?: string;
  category?: string;
  grave?: string;
  resolvedBy?: string;
  lang: string;
  sample?: string;
  since?: string;
}

const ACTIONS = ['list', 'check', 'explain', 'calendar', 'dry-run'];
const collect = (one: string, all: string[]): string[] => [...all, one];

/** `amends policy`: are packs right, and why is something due when it is. Needs no running Amends. */
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
      .argument('[pack]', 'the name of a shipped pack (dry-run: of any, or name@version), or a JSON file; after calendar: import')
      .argument('[file]', 'calendar import: an iCalendar file')
      .option('--obligation <kind>', `explain: ${OBLIGATION_KINDS.join(', ')}`, 'resolve')
      .option('--from <instant>', 'explain: when the clock starts; now unless said')
      .option('--pause <span>', 'explain: a time in which the clock stands still, from/to; may be repeated', collect, [])
      .option('--channel <channel>', 'explain: how the complaint came in')
      .option('--severity <severity>', 'explain: minor or major')
      .option('--tier <tier>', "explain: the customer's tier")
      .option('--category <path>', 'explain: for example appliance/leak')
      .option('--grave <flags>', `explain: ${GRAVE_FLAGS.join(', ')}, separated by commas`)
      .option('--resolved-by <way>', 'explain: how it was resolved, for what follows from that')
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
    if (action === 'list') return list(output, languageOf(options.lang));
    if (action === 'calendar') return calendarImport(name, file, options, output);
    if (!name) throw new WrongUse(`policy ${action} needs a pack: one of ${SHIPPED_PACKS.map((pack) => pack.name).join(', ')}, or a JSON file.`);
    if (action === 'dry-run') return dryRun(name, options, output);
    const pack = loaded(name);
    if (action === 'check') return output.result({ pack: pack.id, violations: [] }, `✔ ${pack.id} can be used: every obligation has a deadline.`);
    explained(pack, options, output);
  },
};

/** Only the server knows which complaints are open, so Amends has to run. */
async function dryRun(name: string, { sample, since }: PolicyOptions, output: Output): Promise<void> {
  if (sample !== undefined && !/^[1-9]\d{0,6}$/.test(sample)) throw new WrongUse(`--sample ${sample} is no number of complaints.`);
  const client = await Client.connect('administrator');
  const { packs } = (await client.call<{ packs: readonly PolicyPack[] }>('GET', '/api/escalation/policy/packs')).body;
  const known = packs.filter((one) => one.name === name || `${one.name}@${one.version}` === name).sort((a, b) => b.version - a.version);
  const pack = known[0] ?? jsonOf(name);
  const query = new URLSearchParams({ ...(sample ? { sample } : {}), ...(since ? { since: new Date(instant('--since', since)).toISOString() } : {}) });
  const { body } = await client.call<DryRunResult>('POST', `/api/escalation/policy/dry-run?${query.toString()}`, { body: pack });
  const { dryRunLines } = await import('../../policy/dry-run-lines.js');
  output.result(body, dryRunLines(body));
}

async function calendarImport(what: string | undefined, file: string | undefined, options: PolicyOptions, output: Output): Promise<void> {
  if (what !== 'import') throw new WrongUse('Of calendars there is only one thing to do: policy calendar import.');
  const { importCalendar } = await import('../../policy/import-calendar.js');
  await importCalendar(file, options, readLive(Home.fromEnvironment()) ? await Client.connect('administrator') : undefined, output);
}

function list(output: Output, language: 'en' | 'zh'): void {
  const packs = SHIPPED_PACKS.map(({ name, version, title, source }) => ({ name, version, title: title[language], source }));
  output.result(packs, packs.map(({ name, version, title, source }) => `${name}@${version}  ${title}\n  ${source}`));
}

/** The pack of that name or file, ready for use. Throws Refused with every reason why it can't be used. */
function loaded(name: string): Pack {
  const shipped = SHIPPED_PACKS.find((pack) => pack.name === name || `${pack.name}@${pack.version}` === name);
  try {
    return new Pack(withBase(shipped ?? fromFile(name), SHIPPED_PACKS));
  } catch (error) {
    if (!(error instanceof PackUnusable)) throw error;
    throw new Refused(`${name} cannot be used:\n${error.violations.map((line) => `  - ${line}`).join('\n')}`, 'Correct these lines and check again.');
  }
}

const fromFile = (path: string): PolicyPack => readPack(jsonOf(path), SHIPPED_PACKS);

function jsonOf(path: string): unknown {
  if (!existsSync(path)) throw new Refused(`There is no pack and no file called ${path}.`, `Name one of ${SHIPPED_PACKS.map((pack) => pack.name).join(', ')}, or give the path of a JSON file.`);
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refused(`${path} is no JSON: ${error.message}`, 'Correct the file and check again.');
    throw error;
  }
}

function explained(pack: Pack, options: PolicyOptions, output: Output): void {
  const language = languageOf(options.lang);
  const kind = OBLIGATION_KINDS.find((one) => one === options.obligation);
  if (!kind) throw new WrongUse(`There is no obligation "${options.obligation}": choose ${OBLIGATION_KINDS.join(', ')}.`);
  const choice = pack.choose(kind, circumstancesOf(options));
  const course = { startedAt: instant('--from', options.from ?? new Date().toISOString()), ...pack.timed(choice.rule), pauses: options.pause.map(span) };
  const explanation = explain(course, language);
  output.result(valueOf(pack, kind, choice, explanation), linesOf(choice, explanation, language));
}

function valueOf(pack: Pack, obligation: ObligationKind, { rule, tried }: Choice, { dueAt, summary, lines }: Explanation) {
  return { pack: pack.id, obligation, rule: rule.id, tried, dueAt: dueAt === undefined ? null : new Date(dueAt).toISOString(), summary, lines };
}

const linesOf = ({ rule, tried }: Choice, { summary, lines }: Explanation, language: 'en' | 'zh'): string[] => [
  summary,
  '',
  ...tried.map(({ rule: id, because }) => (because === undefined ? `✔ ${id}: ${sayRule(rule, language)}` : `  ${id}: passed over (${because})`)),
  '',
  ...lines.map((line) => `  ${line}`),
];

function circumstancesOf({ channel, severity, tier, category, grave, resolvedBy }: PolicyOptions): Circumstances {
  const flags = (grave ?? '').split(',').filter(Boolean);
  const unknown = flags.find((flag) => !(GRAVE_FLAGS as readonly string[]).includes(flag));
  if (unknown) throw new WrongUse(`There is no grave flag "${unknown}": choose ${GRAVE_FLAGS.join(', ')}.`);
  return {
    ...UNKNOWN_CIRCUMSTANCES,
    ...(channel ? { channel } : {}),
    severity: (severity as Circumstances['severity']) ?? null,
    tier: tier ?? null,
    category: category ? category.split('/') : [],
    grave: flags as GraveFlag[],
    resolvedBy: resolvedBy ?? null,
  };
}

function instant(option: string, text: string): number {
  const parsed = Date.parse(text);
  if (Number.isNaN(parsed)) throw new WrongUse(`${option} "${text}" is no instant: write it like 2026-11-02T09:30+01:00.`);
  return parsed;
}

function span(text: string): { from: number; to: number } {
  const [from = '', to = ''] = text.split('/');
  const parsed = { from: instant('--pause', from), to: instant('--pause', to) };
  if (parsed.to <= parsed.from) throw new WrongUse(`--pause ${text} ends before it begins.`);
  return parsed;
}
