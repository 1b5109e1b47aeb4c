import type { Actor, Origin } from '@amends/contracts';
import type { Judging } from './judging.js';

/** Who asks for something, when, and on whose behalf: what a command needs besides its own words. */
export interface CommandContext {
  readonly actor: Actor;
  /** Units whose complaints this person may see; undefined means the whole company. */
  readonly scope: readonly string[] | undefined;
  readonly correlation: string;
  readonly causation: string | null;
  readonly traceparent: string | null;
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
  /** What whoever asks had before them, where they said so. */
  readonly judging?: Judging;
  /** The instant of the request. */
  readonly now: string;
  /** When what brings it about was recorded, by whatever clock: what follows from that is recorded later. */
  readonly after?: string;
}

/** When a fact happened and under which id it goes, where that is not "now" and "a fresh one". */
export interface Occurrence {
  readonly occurredAt: string;
  readonly origin: Origin;
  /** Derived ids make a repeated import recognisable. */
  readonly id?: string;
}

/** The newest time after which something has to be recorded: of what was heard of the complaint, and of what brought it about. */
export const laterOf = (heardAt: string | undefined, { after }: Pick<CommandContext, 'after'>): string | undefined =>
  after !== undefined && (heardAt === undefined || after > heardAt) ? after : heardAt;
