import { learn, NOTHING_KNOWN, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import type { Transaction } from '../database.js';
import type { EventLog } from '../log/event-log.js';
import type { Append, StreamId } from '../log/recorded.js';
import { laterOf, type CommandContext } from './context.js';
import type { Decided, EventWriter } from './event-writer.js';
import type { KnownComplaints } from './known-complaints.js';
import type { SeenMark } from './seen.js';

/** A stream as a command over several streams found it. */
export interface StreamRead {
  readonly stream: StreamId;
  readonly events: readonly RecordedEvent[];
  /** What is known of the complaint; nothing for a stream of another kind. */
  readonly known: KnownComplaint;
}

/** What is decided for one stream. Without facts it only says that the stream must not have moved meanwhile. */
export interface StreamFacts {
  readonly stream: StreamId;
  readonly facts: readonly Decided[];
}

/** A command on several streams: read together, decided together, appended together or not at all. */
export interface JointCommand {
  /** Which streams it is about; asked again at each try, because another command may have added one. */
  readonly streams: () => Promise<readonly StreamId[]>;
  readonly decide: (read: readonly StreamRead[]) => readonly StreamFacts[];
  /** Whose key seals the words of its facts. */
  readonly sealFor: string;
  /** Written in the same transaction as the events, and not at all when there are none. */
  readonly alongside?: (transaction: Transaction) => Promise<void>;
  readonly response: Readonly<Record<string, unknown>>;
}

/** What one try of a command on several streams would append, and what whoever asked has seen then. */
export interface JointDraft {
  readonly append: Append;
  readonly seen: readonly SeenMark[];
}

interface Found extends StreamRead {
  readonly heardAt: string | undefined;
}

/** Reads, decides and writes for one try; what is drafted holds only while none of the streams moves. */
export async function draftJoint(
  { streams, decide, sealFor, response }: JointCommand,
  context: CommandContext,
  { log, known, writer }: { readonly log: EventLog; readonly known: KnownComplaints; readonly writer: EventWriter },
): Promise<JointDraft> {
  const found = await findAll(await streams(), log, known);
  const byName = new Map(found.map((one) => [nameOf(one.stream), one]));
  const parts = await Promise.all(
    decide(found).map(async ({ stream, facts }) => {
      const { events, known: heard, heardAt } = byName.get(nameOf(stream))!;
      const written = await writer.write({ stream, round: heard.round, sealFor, context }, facts);
      return { expected: { ...stream, version: events.length, heardAt: laterOf(heardAt, context) }, written };
    }),
  );
  const versions = parts.map(({ expected: { kind, id, version }, written }) => ({ source: log.source, kind, id, version: version + written.length }));
  const seen = versions.filter(({ version }) => version > 0);
  const { idempotency } = context;
  return {
    append: {
      expected: parts.map(({ expected }) => expected),
      events: parts.flatMap(({ written }) => written),
      ...(idempotency ? { idempotency, response: { ...response, seen } } : {}),
    },
    seen,
  };
}

async function findAll(streams: readonly StreamId[], log: EventLog, known: KnownComplaints): Promise<readonly Found[]> {
  const idsOf = (kind: StreamId['kind']): string[] => streams.filter((stream) => stream.kind === kind).map(({ id }) => id);
  const kinds = [...new Set(streams.map(({ kind }) => kind))];
  const [heard, ...logs] = await Promise.all([known.findMany(idsOf('complaint')), ...kinds.map((kind) => log.readMany(kind, idsOf(kind)))]);
  return streams.map((stream) => {
    const events = logs[kinds.indexOf(stream.kind)]!.get(stream.id)!;
    const before = stream.kind === 'complaint' ? heard.get(stream.id) : undefined;
    return { stream, events, known: events.reduce(learn, before?.known ?? NOTHING_KNOWN), heardAt: before?.heardAt };
  });
}

const nameOf = ({ kind, id }: StreamId): string => `${kind}/${id}`;
