/** The key is destroyed: nobody can read or write these words ever after. */
export class Erased extends Error {
  override readonly name = 'Erased';

  constructor(readonly subject: string) {
    super(`the personal data of ${subject} is erased`);
  }
}

/** The ciphertext does not authenticate: changed, moved to another event or field, or sealed under another key. */
export class Tampered extends Error {
  override readonly name = 'Tampered';
}
