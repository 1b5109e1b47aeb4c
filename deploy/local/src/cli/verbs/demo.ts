import { runDemo } from '../../demo/run-demo.js';
import { LANGUAGES } from '../../show/words.js';
import { Client } from '../client.js';
import type { Verb } from '../verb.js';
import { languageOf, showingOn } from './show.js';
import { person } from './token.js';

/** `amends demo`: one complaint, live through all seven principles. */
export const demo: Verb<{ lang: string }> = {
  name: 'demo',
  summary: 'Walk one complaint through all seven principles on the running installation, and tell what was owed and what settled it.',
  example: 'npx amends demo --lang zh',
  declare: (command) => command.option('--lang <language>', LANGUAGES.join(' or '), 'en'),
  async run({ lang }, output) {
    const showing = showingOn(output, languageOf(lang));
    const [reader, agent] = await Promise.all([Client.connect('analyst'), Client.connect('agent')]);
    const people = { reader, agent, superior: (staff: string) => Client.connect('supervisor', undefined, staff) };
    const { lines, ...outcome } = await runDemo(people, person('agent').unit ?? 'company', showing, (line) => output.say(line));
    output.result(outcome, lines);
  },
};
