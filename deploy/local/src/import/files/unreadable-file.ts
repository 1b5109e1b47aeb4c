/** The file as a whole cannot be imported; nothing of it was read as history. Single bad rows never throw: they are listed. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';

  constructor(
    /** Stable, dotted: `file.<what-is-wrong>` or `<kind>.<what-is-wrong>`. */
    readonly code: string,
    /** One sentence on what is wrong. */
    message: string,
    /** What to do about it. */
    readonly remedy: string,
  ) {
    super(message);
  }
}
