import { learn, NOTHING_KNOWN, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { fold, Refusal, type Evolution } from '@amends/decider';
import { Erased } from '@amends/vault';
import type { Transaction } from '../database.js';
import type { EventLog } from '../log/event-log.js';
import type { Append, Appended, StoredEvent, StreamId } from '../log/recorded.js';
import { laterOf, type CommandContext } from './context.js';
import { KeyReused, LostRace, Unknown } from './errors.js';
import type { Decided, EventWriter } from './event-writer.js';
import type { Heard } from './heard.js';
import { draftJoint, type JointCommand } from './joint-command.js';
import { refuseMovedOn } from './judging.js';
import type { KnownComplaints } from './known-complaints.js';
import type { SeenMark } from './seen.js';

const TRIES = 3;

/** A command on one stream: what it folds, and what it decides from that and from what is known of the complaint. */
export interface Command<State> {
  readonly stream: StreamId;
  readonly evolution: Evolution<State, RecordedEvent>;
  /** `recorded` holds the ids of the stream's events, by which an import recognises what it has brought before. */
  readonly decide: (state: State, known: KnownComplaint, recorded: ReadonlySet<string>) => readonly Decided[];
  /** Written in the same transaction as the events, and not at all when they are not. */
  readonly alongside?: (transaction: Transaction) => Promise<void>;
  /** The command that starts the stream: nothing is read first, and nothing need be known. Says whose key seals its words. */
  readonly starts?: { readonly sealFor: string };
  /** The stream may be there or not: for imports, which may have begun it before. */
  readonly opens?: boolean;
  /** A judgement on the complaint's file: refused when the file moved on since whoever judges looked at it, as far as they said. */
  readonly judges?: boolean;
  /** Told back to whoever asked, with the id and the types of the recorded events; and again when the request is repeated. */
  readonly response?: Readonly<Record<string, unknown>>;
}

/** What a command was answered with: the response, and the versions that whoever asked has now seen. */
export type Accepted = Readonly<Record<string, unknown>> & { readonly seen: readonly SeenMark[] };

/** Runs commands: read, fold, decide, append; decides again when somebody was faster. */
export class Commands {
  constructor(
    private readonly log: EventLog,
    private readonly known: KnownComplaints,
    private readonly writer: EventWriter,
  ) {}

  /**
   * Runs one command. Throws Refusal when a rule forbids it (`<source>.already-exists` when it starts a stream that was started,
   * `<source>.customer-is-erased` when its words can never be sealed again), Unknown when there is no such complaint (or not in this
   * person's scope), LostRace after three lost races, KeyReused when the idempotency key belongs to another request.
   */
  async run<State>(command: Command<State>, context: CommandContext): Promise<Accepted> {
    try {
      // What starts a stream loses only to one that started it before, and would lose again.
      for (let attempt = 1; attempt <= (command.starts ? 1 : TRIES); attempt++) {
        const accepted = await this.attempt(command, context);
        if (accepted) return accepted;
      }
    } catch (error) {
      return this.answerInstead(error, context);
    }
    const before = await this.answeredBefore(context);
    if (before) return before;
    if (command.starts) throw this.alreadyExists(command.stream);
    throw new LostRace(command.stream.id);
  }

  /**
   * Runs many commands of different streams of one kind side by side, reading all that they need at once; each fails for itself.
   * Under one idempotency key each stream has a key of its own, so that a repetition finds every single one again.
   */
  async runMany<State>(commands: readonly Command<State>[], context: CommandContext): Promise<readonly (Accepted | Error)[]> {
    const reading = commands.filter(({ starts }) => !starts);
    const ids = reading.map(({ stream }) => stream.id);
    const [streams, heard] = await Promise.all([
      reading[0] ? this.log.readMany(reading[0].stream.kind, ids) : undefined,
      reading[0]?.stream.kind === 'complaint' ? this.known.findMany(ids) : undefined,
    ]);
    return Promise.all(
      commands.map(async (command) => {
        const { id } = command.stream;
        const own = withKeyOf(command.stream, context);
        try {
          if (command.starts) return await this.run(command, own);
          return (await this.decideAndAppend(command, own, streams!.get(id)!, heard?.get(id))) ?? (await this.run(command, own));
        } catch (error) {
          return this.answerInstead(error, own).catch((failure: unknown) => (failure instanceof Error ? failure : new Error(String(failure))));
        }
      }),
    );
  }

  /** Runs a command on several streams, all of it or nothing; throws as `run` does. */
  async runJoint(command: JointCommand, context: CommandContext): Promise<Accepted> {
    try {
      for (let attempt = 1; attempt <= TRIES; attempt++) {
        const accepted = await this.attemptJoint(command, context);
        if (accepted) return accepted;
      }
    } catch (error) {
      return this.answerInstead(error, context);
    }
    throw new LostRace(command.sealFor);
  }

  private async attemptJoint(command: JointCommand, context: CommandContext): Promise<Accepted | undefined> {
    const { append, seen } = await draftJoint(command, context, { log: this.log, known: this.known, writer: this.writer });
    if (append.events.length === 0) return { ...command.response, seen };
    const appended = await (command.alongside ? this.log.appendWith(append, command.alongside) : this.log.append(append));
    const accepted = this.accepted(appended, command.response);
    return appended.outcome === 'appended' ? { ...accepted, seen } : accepted;
  }

  private async attempt<State>(command: Command<State>, context: CommandContext): Promise<Accepted | undefined> {
    const { stream, starts } = command;
    if (starts) return this.decideAndAppend(command, context, [], undefined);
    const [events, heard] = await Promise.all([
      this.log.read(stream),
      stream.kind === 'complaint' ? this.known.find(stream.id) : undefined,
    ]);
    return this.decideAndAppend(command, context, events, heard);
  }

  /** Undefined when another command was faster. */
  private async decideAndAppend<State>(
    command: Command<State>,
    context: CommandContext,
    events: readonly RecordedEvent[],
    heard: Heard | undefined,
  ): Promise<Accepted | undefined> {
    const { stream, evolution, starts, opens } = command;
    // Our own newest facts may not have come back to us yet, so they are learnt on top of what was heard.
    const known = events.reduce(learn, heard?.known ?? NOTHING_KNOWN);
    if (!starts && !opens) this.refuseUnknown(command, known, events, context);
    if (context.judging) refuseMovedOn(context.judging, command.judges ?? false, { source: this.log.source, stream, events, known, heard });
    const facts = command.decide(fold(evolution, events), known, new Set(events.map(({ id }) => id)));
    const sealFor = starts?.sealFor ?? known.customerId ?? stream.id;
    const written = await this.writer.write({ stream, round: known.round, sealFor, context }, facts);
    const response = { id: stream.id, ...command.response, recorded: facts.map(({ type }) => type) };
    // A repeated request finds done what it asks for, and is told what it was told the first time.
    if (written.length === 0) return (await this.answeredBefore(context)) ?? { ...response, seen: marks(this.log, stream, events.length) };
    const append: Append = {
      expected: [{ ...stream, version: events.length, heardAt: laterOf(heard?.heardAt, context) }],
      events: written,
      ...(context.idempotency ? { idempotency: context.idempotency, response: { ...response, seen: marks(this.log, stream, events.length + written.length) } } : {}),
    };
    const { alongside } = command;
    return this.accepted(await (alongside ? this.log.appendWith(append, alongside) : this.log.append(append)), response);
  }

  private refuseUnknown<State>({ stream }: Command<State>, known: KnownComplaint, events: readonly RecordedEvent[], context: CommandContext): void {
    const exists = stream.kind === 'complaint' ? known.registered : events.length > 0;
    if (!exists || (stream.kind === 'complaint' && !inScope(known, context))) throw new Unknown(stream.kind, stream.id);
  }

  private accepted(appended: Appended, response: Readonly<Record<string, unknown>>): Accepted | undefined {
    switch (appended.outcome) {
      case 'conflicting':
        return undefined;
      case 'mismatched':
        throw new KeyReused();
      case 'replayed':
        return appended.response as Accepted;
      case 'appended':
        return { ...response, seen: appended.events.length > 0 ? marks(this.log, appended.events[0]!.stream, newestVersion(appended.events)) : [] };
    }
  }

  /** A repeated request gets its first answer again, also where the rules would refuse it by now, or the complaint is another unit's. */
  private async answerInstead(error: unknown, context: CommandContext): Promise<Accepted> {
    const refused = error instanceof Erased ? this.isErased() : error;
    const before = refused instanceof Refusal || refused instanceof Unknown ? await this.answeredBefore(context) : undefined;
    if (!before) throw refused;
    return before;
  }

  private isErased(): Refusal {
    return new Refusal(`${this.log.source}.customer-is-erased`, 'The customer is erased: nothing personal of them can be written ever after.', 'Register the person as a new customer if they contact you again.');
  }

  private alreadyExists({ kind, id }: StreamId): Refusal {
    return new Refusal(`${this.log.source}.already-exists`, `there is a ${kind} ${id} already`, 'use another id, or none, and one is made');
  }

  private async answeredBefore({ idempotency }: CommandContext): Promise<Accepted | undefined> {
    if (!idempotency) return undefined;
    const before = await this.log.answered(idempotency.key);
    if (before && before.fingerprint !== idempotency.fingerprint) throw new KeyReused();
    return before?.response as Accepted | undefined;
  }
}

/** Whether somebody may see a complaint: by their units, which own it, took it in or are offered it; because nobody owns it; or because they were told of it. */
export function inScope(known: Pick<KnownComplaint, 'owner' | 'receivedBy' | 'told'> & Partial<Pick<KnownComplaint, 'offeredTo'>>, { scope, actor }: Pick<CommandContext, 'scope' | 'actor'>): boolean {
  if (!scope || known.told?.includes(actor.id)) return true;
  const unit = known.owner?.unit ?? null;
  return unit === null || [unit, known.receivedBy, known.offeredTo].some((one) => one != null && scope.includes(one));
}

function withKeyOf({ kind, id }: StreamId, context: CommandContext): CommandContext {
  const { idempotency } = context;
  return idempotency ? { ...context, idempotency: { ...idempotency, key: `${idempotency.key} ${kind}/${id}` } } : context;
}

const marks = (log: EventLog, { kind, id }: StreamId, version: number): SeenMark[] => [{ source: log.source, kind, id, version }];
const newestVersion = (events: readonly StoredEvent[]): number => events.at(-1)!.version;
