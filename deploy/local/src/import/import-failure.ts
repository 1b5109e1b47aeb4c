/** The import could not go on; what was imported stays, and the same command goes on from there. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';

  constructor(
    message: string,
    /** What to do next. */
    readonly next: string,
  ) {
    super(message);
  }
}
