/** A past-tense fact: what happened, with its data. `words` are personal and leave the process only sealed. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
  /** Personal text by field name; sealed under the customer's key before it is stored. */
  readonly words?: Readonly<Record<string, string>>;
}

/** How one kind of stream comes to be: the state before anything happened, and how each fact changes it. */
export interface Evolution<State, Heard> {
  readonly initial: State;
  readonly evolve: (state: State, fact: Heard) => State;
}

/** Folds facts, oldest first, into the state that they amount to. */
export function fold<State, Heard>({ initial, evolve }: Evolution<State, Heard>, facts: Iterable<Heard>): State {
  let state = initial;
  for (const fact of facts) state = evolve(state, fact);
  return state;
}
