import { isNeeded, PackBook, Superiors, WhatIf, type WhatIfResult } from '@amends/escalation/what-if';
import { KafkaTransport, LocalTransport, type Transport } from '@amends/eventing';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Question, TopicPlace } from './question.js';
import { readTopic } from './read-topic.js';

/** What a thread is asked: the question, and which of how many shares of the partitions is its own. */
export interface Share {
  readonly question: Question;
  readonly index: number;
  readonly of: number;
}

/** Up to when each imported history is known, by its source. */
export type Cuts = ReadonlyMap<string, string>;

/** What a thread tells: how far it is, then what only one thread has read and all must know, and at last its part of the result. */
export type Told =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'read'; readonly cuts: Cuts; readonly unreadable: number }
  | { readonly kind: 'judged'; readonly result: WhatIfResult };

const port = parentPort!;
const tell = (told: Told): void => port.postMessage(told);

async function judgeShare({ question, index, of }: Share): Promise<void> {
  const { packs, inForce, overrides, superiors, pack, since, until } = question;
  const whatIf = new WhatIf(new PackBook(packs, inForce, overrides), pack, new Superiors(superiors), since);
  const transport = transportOf(question.topic);
  try {
    const mine = (partition: number): boolean => partition % of === index;
    const unreadable = await readTopic(transport, { mine, wanted: isNeeded, tell: (event) => whatIf.hear(event), progress: (done, total) => tell({ kind: 'progress', done, total }) });
    tell({ kind: 'read', cuts: whatIf.cuts, unreadable });
  } finally {
    await transport.close();
  }
  const [cuts] = (await once(port, 'message')) as [Cuts];
  tell({ kind: 'judged', result: whatIf.result(until, cuts) });
}

const transportOf = ({ database, brokers, prefix }: TopicPlace): Transport =>
  brokers === null ? new LocalTransport(database) : new KafkaTransport(brokers.split(','), 'amends', { topicPrefix: prefix });

void judgeShare(workerData as Share);
