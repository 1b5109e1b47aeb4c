import { Client } from '../client.js';
import type { Output } from '../output.js';
import { plainTable } from '../plain-table.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';

interface NoticesOptions {
  to?: string;
  state?: string;
  all?: boolean;
}

/** A letter on its way, as escalation tells of it: to a person, never to an address. */
interface Delivery {
  id: string;
  person: string;
  channel: string;
  notices: number;
  state: string;
  tries: number;
  lastAnswer: string | null;
  writtenAt: string;
}

const ACTIONS = ['list', 'retry', 'test'];
const STATES = ['waiting', 'arrived', 'dead'];
const ROUTE = '/api/escalation/notices';
const SHOWN = 50;

/** `amends notices`: what was sent to whom outside of Amends, and what came of it. */
export const notices: Verb<NoticesOptions> = {
  name: 'notices',
  summary: 'List what people were told by e-mail and webhook, try again what did not arrive, or send somebody a test.',
  example: 'npx amends notices list --state dead\n  npx amends notices retry --all\n  npx amends notices test --to 00000000-0000-4000-8000-000000000007',
  declare: (command) =>
    command
      .argument('<action>', ACTIONS.join(', '))
      .argument('[delivery]', 'retry: its id, from the list')
      .option('--to <person>', 'list: only to this person (their id); test: to whom')
      .option('--state <state>', `list: ${STATES.join(', ')}`)
      .option('--all', 'retry: all that never arrived'),
  async run(options, output, [action = '', delivery]) {
    if (!ACTIONS.includes(action)) throw new WrongUse(`There is no "notices ${action}": choose ${ACTIONS.join(', ')}.`);
    if (options.state !== undefined && !STATES.includes(options.state)) throw new WrongUse(`There is no state "${options.state}": choose ${STATES.join(', ')}.`);
    if (action === 'test' && !options.to) throw new WrongUse('notices test needs a person: --to ID');
    if (action === 'retry' && !delivery && !options.all) throw new WrongUse('notices retry needs the id of a letter, from: npx amends notices list --state dead; or --all');
    const client = await Client.connect('administrator');
    if (action === 'list') return list(client, options, output);
    return action === 'test' ? test(client, options.to!, output) : retry(client, delivery, output);
  },
};

async function list(client: Client, { to, state }: NoticesOptions, output: Output): Promise<void> {
  const { deliveries } = await page(client, { limit: String(SHOWN), ...(to ? { person: to } : {}), ...(state ? { state } : {}) });
  const table = plainTable(['letter', 'to', 'by', 'tells of', 'state', 'tries', 'last answer', 'written']);
  for (const { id, person, channel, notices: count, state: now, tries, lastAnswer, writtenAt } of deliveries) table.push([id, person, channel, count, now, tries, lastAnswer ?? '', writtenAt]);
  output.result(deliveries, deliveries.length > 0 ? table.toString() : 'There are no such letters.');
}

async function test(client: Client, person: string, output: Output): Promise<void> {
  const { body } = await client.call<{ deliveries: { id: string; channel: string }[] }>('POST', `${ROUTE}/people/${encodeURIComponent(person)}/test`);
  output.result(body.deliveries, [`A test is on its way by ${body.deliveries.map(({ channel }) => channel).join(' and ')}.`, `Did it arrive? npx amends notices list --to ${person}`]);
}

async function retry(client: Client, delivery: string | undefined, output: Output): Promise<void> {
  const ids = delivery ? [delivery] : await dead(client);
  if (ids.length === 0) throw new Refused('No letter is dead.', 'See what is on its way: npx amends notices list');
  for (const id of ids) await client.call('POST', `${ROUTE}/deliveries/${encodeURIComponent(id)}/retry`);
  output.result({ retried: ids }, `${ids.length} ${ids.length === 1 ? 'letter is' : 'letters are'} tried again.`);
}

async function dead(client: Client): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const found: Page = await page(client, { state: 'dead', limit: '200', ...(next === '' ? {} : { after: next }) });
    ids.push(...found.deliveries.map(({ id }) => id));
    next = found.next;
  }
  return ids;
}

interface Page {
  deliveries: Delivery[];
  next: string | null;
}

const page = async (client: Client, query: Record<string, string>): Promise<Page> => (await client.call<Page>('GET', `${ROUTE}/deliveries?${new URLSearchParams(query)}`)).body;
