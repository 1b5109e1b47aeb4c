import type { RecordedEvent } from '@amends/contracts';
import { isNeeded, PackBook, Superiors, WhatIf, type WhatIfResult } from '@amends/escalation/what-if';
import { KafkaTransport, LocalTransport, type EndOffsets, type Transport } from '@amends/eventing';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Question, TopicPlace } from './question.js';
import { endsOf, inGoes, readTopic } from './read-topic.js';

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

/** So many messages at most are read before the complaints among them are judged: some hundred megabytes. On a cluster of several brokers each go costs a join. */
const GO = 120_000;

const port = parentPort!;
const tell = (told: Told): void => port.postMessage(told);

async function judgeShare({ question, index, of }: Share): Promise<void> {
  const { packs, inForce, overrides, superiors, pack, since, until } = question;
  const whatIf = new WhatIf(new PackBook(packs, inForce, overrides), pack, new Superiors(superiors), since);
  const transport = transportOf(question.topic);
  try {
    const ends = Object.fromEntries(Object.entries(await endsOf(transport)).filter((_, n) => n % of === index));
    const total = messagesOf(ends);
    let [done, unreadable] = [0, 0];
    for (const go of inGoes(ends, GO)) {
      const lives = new Map<string, RecordedEvent[]>();
      unreadable += await readTopic(transport, { ends: go, wanted: isNeeded, tell: (event) => append(lives, event), progress: (read) => tell({ kind: 'progress', done: done + read, total }) });
      // One life after the other: its pages are young when the next one begins, and nobody copies or looks through them.
      for (const events of lives.values()) for (const event of events) whatIf.hear(event);
      whatIf.endLive(until);
      done += messagesOf(go);
    }
    tell({ kind: 'read', cuts: whatIf.cuts, unreadable });
  } finally {
    await transport.close();
  }
  const [cuts] = (await once(port, 'message')) as [Cuts];
  tell({ kind: 'judged', result: whatIf.result(until, cuts) });
}

const messagesOf = (ends: EndOffsets): number => Object.values(ends).reduce((sum, end) => sum + Number(end), 0);

function append(lives: Map<string, RecordedEvent[]>, event: RecordedEvent): void {
  const told = lives.get(event.subject);
  if (told) told.push(event);
  else lives.set(event.subject, [event]);
}

const transportOf = ({ database, brokers, prefix }: TopicPlace): Transport =>
  brokers === null ? new LocalTransport(database) : new KafkaTransport(brokers.split(','), 'amends', { topicPrefix: prefix });

void judgeShare(workerData as Share);
