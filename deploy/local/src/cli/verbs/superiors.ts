import { existsSync, readFileSync } from 'node:fs';
import { companyFile, namesIn } from '../../issuer/sample-staff.js';
import { tableLines, whoLines, type ShownAnswer, type ShownTables } from '../../superiors/superiors-lines.js';
import { Client, type Problem } from '../client.js';
import type { Output } from '../output.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';
import { languageOf } from './show.js';

interface SuperiorsOptions {
  unit?: string;
  level: string;
  at?: string;
  category?: string;
  dryRun?: boolean;
  lang: string;
}

const ACTIONS = ['list', 'who', 'import'];
const TABLES = ['fallback', 'units', 'rotas', 'absences', 'deputies', 'contacts'];
const ROUTE = '/api/escalation/superiors';

/** `amends superiors`: who is above whom, who would be told and why, and tables from CSV files. */
export const superiors: Verb<SuperiorsOptions> = {
  name: 'superiors',
  summary: 'List superiors, rotas, absences, deputies and contacts; say who would be told and why; take in a table from a CSV file.',
  example: [
    'npx amends superiors who --unit hotline --level 1 --at 2026-12-25T03:00+01:00 --category appliance/gas',
    '  npx amends superiors import absences absences.csv --dry-run',
  ].join('\n'),
  declare: (command) =>
    command
      .argument('<action>', ACTIONS.join(', '))
      .argument('[table]', `import: ${TABLES.join(', ')}`)
      .argument('[file]', 'import: a CSV file; what it does not name stays as it is')
      .option('--unit <unit>', 'who: the unit that owns the complaint, or received it')
      .option('--level <number>', 'who: as which level, 1 the nearest', '1')
      .option('--at <instant>', 'who: when; now unless said')
      .option('--category <path>', 'who: for example appliance/leak')
      .option('--dry-run', 'import: check the file and change nothing')
      .option('--lang <language>', 'en or zh', 'en'),
  async run(options, output, [action = '', table, file]) {
    if (!ACTIONS.includes(action)) throw new WrongUse(`There is no "superiors ${action}": choose ${ACTIONS.join(', ')}.`);
    if (action === 'list') return list(output, options);
    return action === 'who' ? who(output, options) : take(output, options, table, file);
  },
};

async function list(output: Output, { lang }: SuperiorsOptions): Promise<void> {
  const language = languageOf(lang);
  const { body } = await (await Client.connect('administrator')).call<ShownTables>('GET', ROUTE);
  output.result(body, tableLines(body, namesIn(companyFile()), language));
}

async function who(output: Output, { unit, level, at, category, lang }: SuperiorsOptions): Promise<void> {
  const language = languageOf(lang);
  if (!unit) throw new WrongUse('superiors who needs a unit: --unit hotline');
  if (at !== undefined && Number.isNaN(Date.parse(at))) throw new WrongUse(`--at "${at}" is no instant: write it like 2026-12-25T03:00+01:00.`);
  const query = new URLSearchParams({ unit, level, ...(at ? { at: new Date(at).toISOString() } : {}), ...(category ? { category } : {}) });
  const { body } = await (await Client.connect('administrator')).call<ShownAnswer>('GET', `${ROUTE}/who?${query}`);
  output.result(body, whoLines(body, namesIn(companyFile()), language));
}

async function take(output: Output, { dryRun }: SuperiorsOptions, table: string | undefined, file: string | undefined): Promise<void> {
  if (!table || !TABLES.includes(table)) throw new WrongUse(`superiors import needs a table: one of ${TABLES.join(', ')}.`);
  if (!file || !existsSync(file)) throw new WrongUse(`superiors import needs a CSV file${file ? `; there is no ${file}` : ''}.`);
  const client = await Client.connect('administrator');
  const answer = await client.send('POST', `${ROUTE}/${table}/import${dryRun ? '?dryRun=true' : ''}`, { bytes: readFileSync(file), headers: { 'content-type': 'text/csv' } });
  const body = (await answer.json()) as Problem & { made: number; changed: number; unchanged: number };
  if (!answer.ok) throw refusedFile(file, body);
  const { made, changed, unchanged } = body;
  output.result(body, `${dryRun ? 'It would be' : '✔'} ${made} new, ${changed} changed, ${unchanged} as they were.`);
}

/** What is wrong in a file, a line each. */
function refusedFile(file: string, { detail, title, errors, remedy }: Problem): Refused {
  const lines = errors?.map((error) => `  - ${error.field}: ${error.message}; ${error.remedy}`) ?? [`  - ${detail ?? title}`];
  return new Refused([`Nothing of ${file} was taken:`, ...lines].join('\n'), remedy ?? 'Correct the file and send it again.');
}

