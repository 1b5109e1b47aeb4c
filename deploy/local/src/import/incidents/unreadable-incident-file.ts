/** The file as a whole cannot be imported; nothing of it was read as history. Single bad rows never throw: they are listed. */
export class UnreadableIncidentFile extends Error {
  override readonly name = 'UnreadableIncidentFile';

  constructor(
    /** Stable, dotted: `incidents.<what-is-wrong>`. */
    readonly code: string,
    /** One sentence on what is wrong. */
    message: string,
    /** What to do about it. */
    readonly remedy: string,
  ) {
    super(message);
  }
}
