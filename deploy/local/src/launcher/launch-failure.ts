/** The launcher could not do what was asked; the message says what is wrong, `next` what to do about it. */
export class LaunchFailure extends Error {
  constructor(
    message: string,
    readonly next: string,
  ) {
    super(message);
  }
}
