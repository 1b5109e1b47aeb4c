import { learn, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { Refusal, type Evolution, type Fact } from '@amends/decider';
import type { Accepted, Command, Commands } from './commands.js';
import type { CommandContext } from './context.js';
import type { Decided } from './event-writer.js';
import { derivedId } from './ids.js';
import type { Seen, SeenMark } from './seen.js';

/** Something that an imported source says happened. */
export interface PastStep {
  /** Stays the same however often the source is imported. */
  readonly id: string;
  /** When it happened. */
  readonly at: string;
}

/**
 * Decides past steps one after the other with the same functions as live ones; steps that the stream holds already are passed
 * over, so that importing twice is importing once.
 */
function decideInTurn<State, Step extends PastStep>(
  evolution: Evolution<State, RecordedEvent>,
  begin: { readonly state: State; readonly known: KnownComplaint; readonly recorded: ReadonlySet<string> },
  steps: readonly Step[],
  decide: (step: Step, state: State, known: KnownComplaint) => readonly Fact[],
): readonly Decided[] {
  let { state, known } = begin;
  const decided: Decided[] = [];
  for (const step of steps) {
    if (begin.recorded.has(derivedId(step.id, '0'))) continue;
    for (const [index, fact] of decide(step, state, { ...known, origin: 'history' }).entries()) {
      const occurrence = { occurredAt: step.at, origin: 'history' as const, id: derivedId(step.id, String(index)) };
      const event = { ...fact, ...occurrence, round: known.round } as unknown as RecordedEvent;
      decided.push({ ...fact, occurrence, round: known.round });
      state = evolution.evolve(state, event);
      known = learn(known, event);
    }
  }
  return decided;
}

/** A command that decides the steps of one complaint in turn. */
export const inTurn = <State, Step extends PastStep>(
  evolution: Evolution<State, RecordedEvent>,
  { complaint, steps }: { readonly complaint: string; readonly steps: readonly Step[] },
  decide: (step: Step, state: State, known: KnownComplaint) => readonly Fact[],
): Command<State> => ({
  stream: { kind: 'complaint', id: complaint },
  evolution,
  decide: (state, known, recorded) => decideInTurn(evolution, { state, known, recorded }, steps, decide),
});

/** One complaint's past in one service: a command that decides its steps in turn, and what it builds on. */
export interface PastOf<State> {
  readonly command: Command<State>;
  readonly seen: readonly SeenMark[];
}

/** What became of one complaint's steps: the versions that they led to, or why not. */
export type Imported =
  | { readonly complaint: string; readonly seen: readonly SeenMark[] }
  | { readonly complaint: string; readonly refused: { readonly code: string; readonly detail: string } };

/** How long a bulk request waits for what its complaints build on: longer than a person would, because a thousand of them wait together. */
const PATIENCE_MS = 10_000;

/** Runs the past of many complaints side by side, each after what it has seen; one that fails does not hold up the others. */
export async function importPast<State>(
  { commands, seen }: { readonly commands: Commands; readonly seen: Seen },
  past: readonly PastOf<State>[],
  context: CommandContext,
): Promise<readonly Imported[]> {
  const all = await seen.reached(past.flatMap((one) => one.seen), PATIENCE_MS);
  const ready = all === 'reached' ? past : await heardOf(seen, past);
  const results = ready.length > 0 ? await commands.runMany(ready.map(({ command }) => command), context) : [];
  const imported = ready.map(({ command }, index) => importedFrom(command.stream.id, results[index]!));
  const behind = past.filter((one) => !ready.includes(one));
  return [...imported, ...behind.map(({ command }) => ({ complaint: command.stream.id, refused: BEHIND }))];
}

const BEHIND = { code: 'behind', detail: 'what these steps build on has not been heard yet: send them again' };

async function heardOf<State>(seen: Seen, past: readonly PastOf<State>[]): Promise<readonly PastOf<State>[]> {
  const states = await Promise.all(past.map((one) => seen.reached(one.seen, 0)));
  return past.filter((_, index) => states[index] === 'reached');
}

function importedFrom(complaint: string, result: Accepted | Error): Imported {
  if (!(result instanceof Error)) return { complaint, seen: result.seen };
  const code = result instanceof Refusal ? result.code : result.name;
  return { complaint, refused: { code, detail: result.message } };
}
