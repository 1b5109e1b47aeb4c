import { SERVICES } from '../../launcher/running.js';
import { Client } from '../client.js';
import type { Output } from '../output.js';
import { plainTable } from '../plain-table.js';
import { Refused, WrongUse } from '../refused.js';
import type { Verb } from '../verb.js';

/** A parked message, as a service tells of it. */
interface Parked {
  id: string;
  consumer: string;
  subject: string;
  topic: string;
  partition: number;
  offset: string;
  reason: string;
  parkedAt: string;
  setAside: boolean;
}

type ParkedAt = Parked & { service: string };

interface RedriveOptions {
  all?: boolean;
  setAside?: string;
  service?: string;
}

const ACTIONS = ['list', 'show', 'run'];

/** `amends redrive`: what could not be handled, and how it flows again. */
export const redrive: Verb<RedriveOptions> = {
  name: 'redrive',
  summary: 'List, show or run again what a consumer could not handle; other complaints were never held up by it.',
  example: 'npx amends redrive list\n  npx amends redrive run 01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e',
  declare: (command) =>
    command
      .argument('<action>', 'list, show or run')
      .argument('[complaint]', 'the complaint (UUID) whose messages are meant; for run also --all')
      .option('--all', 'run: everything that is parked')
      .option('--service <name>', `only this service: ${SERVICES.join(', ')}`)
      .option('--set-aside <message>', 'run: leave out this message (its id in the list), which is wrong in itself; it stays as evidence'),
  async run({ all, setAside, service }, output, [action = '', complaint]) {
    if (!ACTIONS.includes(action)) throw new WrongUse(`There is no "redrive ${action}": choose ${ACTIONS.join(', ')}.`);
    if (action !== 'list' && !complaint && !all) throw new WrongUse(`redrive ${action} needs the complaint's id, from: npx amends redrive list`);
    const client = await Client.connect('administrator');
    const parked = await parkedIn(client, service ? [service] : SERVICES, complaint);
    if (action !== 'run') return tell(output, parked);
    return runAgain(client, output, parked, setAside);
  },
};

async function parkedIn(client: Client, services: readonly string[], complaint?: string): Promise<readonly ParkedAt[]> {
  const query = complaint ? `?subject=${encodeURIComponent(complaint)}` : '';
  const perService = await Promise.all(
    services.map(async (service) => {
      const { body } = await client.call<{ parked: Parked[] }>('GET', `/api/${service}/quarantine${query}`);
      return body.parked.map((message) => ({ ...message, service }));
    }),
  );
  return perService.flat();
}

function tell(output: Output, parked: readonly ParkedAt[]): void {
  const table = plainTable(['id', 'service', 'consumer', 'complaint', 'from', 'why', 'since'], { wordWrap: true });
  for (const { id, service, consumer, subject, topic, partition, offset, reason, parkedAt, setAside } of parked) {
    table.push([id, service, consumer, subject, `${topic}/${partition}@${offset}`, setAside ? `${reason} (set aside)` : reason, parkedAt]);
  }
  output.result(parked, parked.length > 0 ? [table.toString(), 'Handle a complaint again: npx amends redrive run COMPLAINT'] : 'Nothing is parked.');
}

async function runAgain(client: Client, output: Output, parked: readonly ParkedAt[], setAside?: string): Promise<void> {
  if (setAside) await setMessageAside(client, parked, setAside);
  const targets = new Map(parked.map((message) => [`${message.service} ${message.consumer} ${message.subject}`, message]));
  if (targets.size === 0) throw new Refused('Nothing is parked there.', 'See what is: npx amends redrive list');
  const done: { service: string; consumer: string; complaint: string; handled: number }[] = [];
  for (const { service, consumer, subject } of targets.values()) {
    const { body } = await client.call<{ handled: number }>('POST', `/api/${service}/quarantine/${encodeURIComponent(consumer)}/${subject}/redrive`);
    done.push({ service, consumer, complaint: subject, handled: body.handled });
    output.say(`${service} ${consumer} ${subject}: ${body.handled} messages handled`);
  }
  if (output.json) output.result(done);
}

async function setMessageAside(client: Client, parked: readonly ParkedAt[], id: string): Promise<void> {
  const found = parked.filter((message) => message.id === id);
  if (found.length === 0) throw new Refused(`There is no parked message ${id} there.`, 'Take its id from: npx amends redrive show COMPLAINT');
  for (const { service } of found) await client.call('POST', `/api/${service}/quarantine/messages/${id}/set-aside`);
}
