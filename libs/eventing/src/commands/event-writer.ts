import { definitionOf } from '@amends/contracts';
import type { Fact } from '@amends/decider';
import type { Vault } from '@amends/vault';
import type { NewEvent, StreamId } from '../log/recorded.js';
import { checkData } from '../log/validation.js';
import type { CommandContext, Occurrence } from './context.js';
import type { Ids } from './ids.js';

/** A fact that was decided; with an occurrence when it did not happen just now. */
export type Decided = Fact & {
  readonly occurrence?: Occurrence;
  /** The round that it belongs to, where that is not the round in which the command began. */
  readonly round?: number;
};

/** What all events of one command share. */
export interface Writing {
  readonly stream: StreamId;
  readonly round: number;
  /** Whose key seals the words: the customer, or the complaint itself when nobody gave a name. */
  readonly sealFor: string;
  readonly context: CommandContext;
}

/** Turns decided facts into events: checked against their schema, words sealed, with who did it and when. */
export class EventWriter {
  constructor(
    private readonly vault: Vault,
    private readonly ids: Ids,
  ) {}

  /** Throws when a fact does not fit its schema: a bug of ours, which must not reach a log. */
  async write(writing: Writing, facts: readonly Decided[]): Promise<readonly NewEvent[]> {
    return Promise.all(facts.map((fact) => this.one(writing, fact)));
  }

  private async one({ stream, round, sealFor, context }: Writing, fact: Decided): Promise<NewEvent> {
    const definition = definitionOf(fact.type);
    if (!definition) throw new Error(`${fact.type} is no event of Amends`);
    if (definition.stream !== stream.kind) throw new Error(`${fact.type} is not for a stream of kind ${stream.kind}`);
    const problem = checkData(definition, definition.version, fact.data);
    if (problem) throw new Error(`${fact.type} ${problem}`);
    const id = fact.occurrence?.id ?? this.ids.next();
    const { actor, correlation, causation, traceparent } = context;
    return {
      stream,
      id,
      type: fact.type,
      schemaVersion: definition.version,
      data: JSON.stringify(fact.data),
      sealed: fact.words ? JSON.stringify(await this.vault.seal(sealFor, id, fact.words)) : null,
      metadata: {
        occurredAt: fact.occurrence?.occurredAt ?? context.now,
        round: fact.round ?? round,
        actor,
        origin: fact.occurrence?.origin ?? 'live',
        causation,
        correlation,
        traceparent,
      },
    };
  }
}
