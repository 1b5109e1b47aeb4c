import { isReference } from '@amends/contracts';
import { styleText } from 'node:util';
import { showLines, type Showing } from '../../show/show-lines.js';
import type { Complaint, Entry } from '../../show/shown-complaint.js';
import { LANGUAGES, type Language, type Tone } from '../../show/words.js';
import { Client } from '../client.js';
import type { Output } from '../output.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';

/** `amends show`: the story of one complaint, and what is owed next. */
export const show: Verb<{ lang: string }> = {
  name: 'show',
  summary: 'Show the story of a complaint: what happened, what it made us owe and what settled that, and what is owed next.',
  example: 'npx amends show 2600000014 --lang zh',
  declare: (command) =>
    command.argument('<reference>', 'the number spoken on the phone, with or without spaces, or the id (UUID)').option('--lang <language>', LANGUAGES.join(' or '), 'en'),
  async run({ lang }, output, [said = '']) {
    const language = languageOf(lang);
    const reference = spoken(said);
    const client = await Client.connect('analyst');
    const { body: complaint } = await client.call<Complaint>('GET', `/api/insight/complaints/${reference}`);
    const entries = await timelineOf(client, complaint.id);
    output.result({ complaint, entries }, showLines(complaint, entries, showingOn(output, language)));
  },
};

/** The language that was asked for; throws WrongUse for another one. */
export function languageOf(lang: string): Language {
  const language = LANGUAGES.find((one) => one === lang);
  if (!language) throw new WrongUse(`There is no language "${lang}" here: choose ${LANGUAGES.join(' or ')}.`);
  return language;
}

/** The reference without spaces; throws Refused for one that was misheard or mistyped, before anybody is asked. */
function spoken(said: string): string {
  const digits = said.replace(/[\s-]/g, '');
  if (!/^\d+$/.test(digits) || isReference(digits)) return encodeURIComponent(/^\d+$/.test(digits) ? digits : said);
  throw new Refused(`${said} is no reference: a digit was misheard, mistyped or left out.`, 'Ask to repeat it digit by digit; the last one checks the others.');
}

async function timelineOf(client: Client, complaint: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const after: string = next === undefined ? '' : `?after=${next}`;
    const { body } = await client.call<{ entries: Entry[]; next: string | null }>('GET', `/api/insight/complaints/${complaint}/timeline${after}`);
    entries.push(...body.entries);
    next = body.next;
  }
  return entries;
}

const COLOURS = { good: 'green', bad: 'red', due: 'yellow', quiet: 'gray', strong: 'bold' } as const satisfies Record<Tone | 'strong', string>;

/** Colours and width of where it is shown; without a terminal no colours, and lines as long as a page. */
export const showingOn = (output: Output, language: Language): Showing => ({
  language,
  width: output.width,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  paint: (tone, text) => (output.isTerminal ? styleText(COLOURS[tone], text) : text),
});
