/** The partition moved on without us, or has to be read again from another offset. */
export class Rewind extends Error {
  override readonly name = 'Rewind';

  constructor(readonly offset: bigint) {
    super(`read again from ${offset}`);
  }
}

/**
 * What was already tried, per partition and only until it moves on: a second look for the same reason at the same place would
 * find the same, and go on for ever.
 */
export class Rewinds {
  private readonly tried = new Map<string, string>();

  /** True the second time in a row that a partition is in the same trouble. */
  wasTried(partition: string, trouble: string): boolean {
    return this.tried.get(partition) === trouble;
  }

  /** Throws Rewind, having remembered why. */
  readAgain(partition: string, trouble: string, from: bigint): never {
    this.tried.set(partition, trouble);
    throw new Rewind(from);
  }

  movedOn(partition: string): void {
    this.tried.delete(partition);
  }
}
