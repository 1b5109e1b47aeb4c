import { fold, type Evolution, type Fact } from './decider.js';
import { Refusal } from './refusal.js';

/** What came of a decision: the facts it records, or the refusal. */
export interface Outcome {
  /** The recorded facts; throws the refusal when there was one. */
  readonly records: readonly Fact[];
  /** The stable code of the refusal, or undefined when facts were recorded. */
  readonly refuses: string | undefined;
}

/** Given/when kit for specs: `given(evolution, facts).when((state) => decide(command, state))`. */
export function given<State, Heard>(evolution: Evolution<State, Heard>, facts: readonly Heard[]) {
  const state = fold(evolution, facts);
  return {
    state,
    when(decide: (state: State) => readonly Fact[]): Outcome {
      try {
        return { records: decide(state), refuses: undefined };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return {
          refuses: error.code,
          get records(): readonly Fact[] {
            throw error;
          },
        };
      }
    },
  };
}
