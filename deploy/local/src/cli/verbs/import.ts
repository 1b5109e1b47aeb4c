import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Home, readLive } from '../../launcher/index.js';
import type { Output } from '../output.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';
import { developmentToken, person } from './token.js';

interface ImportVerbOptions {
  zone: string;
  source?: string;
  until?: string;
  again?: boolean;
}

const KINDS = ['incidents', 'shop'] as const;
type Kind = (typeof KINDS)[number];

const TOKEN_SECONDS = 12 * 3600;

/** `amends import`: past complaints of another system, through the same decisions, logs and consumers as live ones. */
export const importVerb: Verb<ImportVerbOptions> = {
  name: 'import',
  summary: 'Import the past as CSV (plain or .gz): an incident log, or the invoice lines of a shop. Stopped, it goes on where it was; a second time changes nothing.',
  example: 'npx amends import incidents incident_event_log.csv.gz --zone Europe/Berlin',
  declare: (command) =>
    command
      .argument('<kind>', 'what the file holds: incidents or shop')
      .argument('<file>', 'the file')
      .option('--zone <zone>', 'time zone of times that say none', 'UTC')
      .option('--source <name>', 'the name under which the report shows them; default: the kind')
      .option('--until <time>', 'shop: up to when its orders are complete; default: its last line')
      .option('--again', 'send everything again, although it was imported before'),
  async run({ zone, source = '', until, again = false }, output, [kind, path]) {
    const name = source || kind!;
    check(kind!, zone, name);
    const complete = until === undefined ? {} : { until: await untilOf(kind!, until, zone) };
    const file = resolve(path!);
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Refused(`There is no file ${file}.`, 'Give the path of a CSV file, plain or .gz.');
    const home = Home.fromEnvironment();
    const running = readLive(home);
    if (!running) throw new Refused('Amends is not running.', 'Start it: npm start (or npx amends start --detach).');
    const token = () => developmentToken('importer', person('importer'), TOKEN_SECONDS, home);
    return importFile(kind as Kind, { file, zone, source: name, again, ...complete, folder: join(home.dir, 'imports'), destination: { url: running.url, token } }, output);
  },
};

function check(kind: string, zone: string, source: string): void {
  if (!KINDS.includes(kind as Kind)) throw new WrongUse(`"${kind}" cannot be imported. There is: ${KINDS.join(', ')}.`);
  if (!isZone(zone)) throw new WrongUse(`"${zone}" is no time zone. Write it like Europe/Berlin or UTC.`);
  if (!/^[\w.-]{1,64}$/.test(source) || source === 'live') throw new WrongUse(`"${source}" is no name for a source: up to 64 letters, digits, dots and dashes, and not "live".`);
}

/** An instant; a time without an offset is of the zone. */
async function untilOf(kind: string, until: string, zone: string): Promise<string> {
  if (kind !== 'shop') throw new WrongUse('--until is for shop: other imports say themselves up to when they are known.');
  const [{ fileTime }, { zoneTime }] = await Promise.all([import('../../import/files/file-time.js'), import('../../import/files/zone-time.js')]);
  const at = /^\d{4}-/.test(until) ? fileTime(until, zoneTime(zone)) : null;
  if (at === null) throw new WrongUse(`"${until}" is no time. Write it like 2011-12-09T12:50:00Z, or "2011-12-09 12:50" in the zone of --zone.`);
  return new Date(at).toISOString();
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

type WithoutSignal = Omit<Parameters<typeof import('../../import/index.js').importShop>[0], 'signal'>;

async function importFile(kind: Kind, options: WithoutSignal, output: Output): Promise<number> {
  // Rows are short-lived: young memory that may not grow keeps an import at 170 MB instead of 270, and at 220 for six times the file.
  setFlagsFromString('--semi-space-growth-factor=1');
  const { importDisplay, importIncidents, importShop, shopSummaryLines, summaryLines } = await import('../../import/index.js');
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const display = await importDisplay(output);
  const all = { ...options, signal: stopping.signal };
  const shop = () => importShop(all, display).then((summary) => ({ summary, lines: shopSummaryLines(summary) }));
  const incidents = () => importIncidents(all, display).then((summary) => ({ summary, lines: summaryLines(summary) }));
  try {
    const { summary, lines } = await (kind === 'shop' ? shop() : incidents());
    display.end();
    output.result(summary, lines);
    return summary.refused.length > 0 ? 1 : 0;
  } catch (error) {
    display.end();
    throw refusedBy(error);
  }
}

/** Failures that know what to do next say so. */
function refusedBy(error: unknown): unknown {
  const { message, next, remedy } = error as { message: string; next?: string; remedy?: string };
  const hint = next ?? remedy;
  return hint ? new Refused(message, hint) : error;
}
