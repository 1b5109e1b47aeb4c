import type { RecordedEvent } from '@amends/contracts';
import { isNeeded, PackBook, referenceOf, Superiors, WhatIf } from '@amends/escalation/what-if';
import { toMessage, type StoredEvent } from '@amends/eventing';
import { scratchDatabase, scratchLocal } from '@amends/eventing/testing';
import { Company } from '@amends/runtime';
import { judgedInThreads } from './in-threads.js';
import { generatedLives, idOf } from './testing/generated-lives.js';

const COMPANY = Company.from({ name: 'Acme', units: [{ id: 'acme', name: 'Acme', parent: null }], staff: [{ id: idOf(9), role: 'supervisor', unit: null }], superiors: { acme: [idOf(9)] } });
const QUESTION = { packs: new PackBook().all(), inForce: [], overrides: [], superiors: referenceOf(COMPANY), pack: 'hotline-12345@1', since: null, until: '2026-06-01T00:00:00.000Z' };
const END = { source: 'log', dataCut: '2026-01-07T00:00:00.000Z', complaints: 60, unreadableRows: 0, complete: true };

const stored = (event: RecordedEvent): StoredEvent => ({
  position: 0n, id: event.id, type: event.type, schemaVersion: event.schemaVersion, version: event.version, stream: { kind: event.streamKind, id: event.subject }, data: JSON.stringify(event.data), sealed: null,
  recordedAt: event.recordedAt, metadata: { occurredAt: event.occurredAt, round: event.round, actor: event.actor, origin: event.origin, correlation: event.correlation, causation: null, traceparent: null },
});

describe('complaints that are judged in threads', () => {
  it('come out as in one, whichever thread read the end of their history', async () => {
    const { url } = await scratchDatabase();
    const transport = await scratchLocal(url);
    const facts = [...generatedLives(0, 60), ...generatedLives(60, 120, 'history')].flat();
    const [first] = facts;
    const end = { ...first!, id: idOf(1, 99), type: 'HistoryEnded', streamKind: 'source' as const, source: 'intake' as const, subject: idOf(3, 98), version: 1, data: END, schemaVersion: 1 };
    await transport.publish([...facts, end].map((event) => toMessage(event.source, stored(event))));
    const whole = new WhatIf(new PackBook(), QUESTION.pack, new Superiors(QUESTION.superiors));
    for (const event of [...facts, end]) if (isNeeded(event)) whole.hear(event);

    const far: number[] = [];
    const { result, unreadable } = await judgedInThreads({ ...QUESTION, topic: { database: url, brokers: null, prefix: '' } }, (done) => far.push(done), 3);
    expect([result, unreadable, far.at(-1)]).toEqual([whole.result(QUESTION.until), 0, facts.length + 1]);
    expect([result.complaints, result.missed.before > 0, result.differences.length > 0]).toEqual([120, true, true]);
  });
});
