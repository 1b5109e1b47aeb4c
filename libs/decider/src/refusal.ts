/**
 * A rule was broken: what was asked may not happen in this state.
 * Thrown by pure `decide` functions; the HTTP edge answers 409 with the code and both sentences.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    /** Stable, dotted, never reused: `<service>.<what-is-wrong>`. */
    readonly code: string,
    /** One sentence for the person who asked. */
    message: string,
    /** What that person can do next. */
    readonly remedy?: string,
  ) {
    super(message);
  }
}

/** Throws a Refusal unless the rule holds. */
export function must(holds: boolean, code: string, message: string, remedy?: string): asserts holds {
  if (!holds) throw new Refusal(code, message, remedy);
}
