/** What was asked cannot be done; `next` tells what to do about it. Exit status 1. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly next: string,
  ) {
    super(message);
  }
}

/** The command was written wrongly. Exit status 2. */
export class WrongUse extends Error {}
