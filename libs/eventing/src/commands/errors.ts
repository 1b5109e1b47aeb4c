/** There is no such thing, or none that this person may see. Becomes 404. */
export class Unknown extends Error {
  override readonly name = 'Unknown';

  constructor(
    /** What was looked for: `complaint`, `customer`. */
    readonly what: string,
    readonly id: string,
  ) {
    super(`no ${what} ${id} is known here`);
  }
}

/** Others changed the same complaint at the same moment, three times in a row. Becomes 409; trying again is right. */
export class LostRace extends Error {
  override readonly name = 'LostRace';

  constructor(readonly complaint: string) {
    super(`complaint ${complaint} was changed by others at the same moment`);
  }
}

/** The idempotency key was used before for another request. Becomes 422. */
export class KeyReused extends Error {
  override readonly name = 'KeyReused';

  constructor() {
    super('this Idempotency-Key was used before for another request');
  }
}
