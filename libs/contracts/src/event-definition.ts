import type { Fact } from '@amends/decider';
import type { Accepted, Schema } from './schema.js';

/** The services that own a log, in the order in which a complaint usually meets them. */
export const SERVICES = ['intake', 'resolution', 'escalation', 'follow-up'] as const;
export type LogName = (typeof SERVICES)[number];

/** What a stream is about; its id is the complaint's, the customer's or the source's. */
export type StreamKind = 'complaint' | 'customer' | 'obligations' | 'source';

/** An older version of an event: its schema, a golden sample, and how to read it as the next version. */
export interface FormerVersion {
  readonly schema: Schema<unknown>;
  readonly sample: unknown;
  /** Pure: the same fact in the next version's shape. */
  readonly upcast: (data: never) => unknown;
}

/** Everything that is promised about one event: who says it, where, in which shape. */
export interface EventDefinition<Type extends string = string, Data = unknown> {
  readonly type: Type;
  /** What it means, in one sentence of the domain. */
  readonly meaning: string;
  readonly source: LogName;
  readonly stream: StreamKind;
  readonly version: number;
  readonly schema: Schema<Data>;
  /** Names of the fields that are personal and travel sealed. */
  readonly words: readonly string[];
  readonly sample: Data;
  /** Former versions 1..version-1, by number. */
  readonly formerly: Readonly<Record<number, FormerVersion>>;
}

type Optionals = Pick<EventDefinition, 'formerly' | 'words' | 'version'>;

/** Defines an event; version 1 without former versions or sealed words unless said otherwise. */
export function event<Type extends string, S extends Schema<unknown>>(
  type: Type,
  definition: Omit<EventDefinition<Type, Accepted<S>>, 'type' | 'schema' | keyof Optionals> & { schema: S } & Partial<Optionals>,
): EventDefinition<Type, Accepted<S>> {
  return { version: 1, words: [], formerly: {}, ...definition, type, schema: definition.schema as Schema<Accepted<S>> };
}

/** The fact that a definition describes. */
export type FactOf<D> = D extends EventDefinition<infer Type, infer Data> ? Fact<Type, Data> : never;

/** Makes a fact of a definition; the compiler checks its data. */
export function fact<Type extends string, Data>(
  definition: EventDefinition<Type, Data>,
  data: Data,
  words?: Readonly<Record<string, string>>,
): Fact<Type, Data> {
  return words && Object.keys(words).length > 0 ? { type: definition.type, data, words } : { type: definition.type, data };
}
