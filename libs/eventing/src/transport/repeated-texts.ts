/** Longer texts than this, and more than so many of a batch, are not remembered; a power of two. */
const TEXT = 64;
const TEXTS = 128;

interface Said {
  readonly from: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Texts that a batch has said already: of the sixteen headers of an event a dozen say what those of another one in the batch say. They are
 * found by their bytes, and events that are kept share them: of batches of 150 a message is read in 8.8 µs instead of 10.2, event and all.
 */
export class Texts {
  private readonly said: (Said | undefined)[] = new Array<Said | undefined>(TEXTS);

  constructor(
    /** The whole batch. */
    private readonly bytes: Buffer,
  ) {}

  /** The text of the bytes from one place up to another. */
  at(from: number, to: number): string {
    const { bytes } = this;
    const length = to - from;
    if (length === 0 || length > TEXT) return bytes.toString('utf8', from, to);
    // Where two fall on one place, the later one is remembered.
    const place = (31 * length + 17 * bytes[to - 1]! + 5 * bytes[from + (length >> 1)]! + bytes[from]!) & (TEXTS - 1);
    const known = this.said[place];
    if (known !== undefined && known.length === length && this.isSame(known.from, from, length)) return known.text;
    const text = bytes.toString('utf8', from, to);
    this.said[place] = { from, length, text };
    return text;
  }

  /** From their ends on: ids and times differ there. */
  private isSame(one: number, other: number, length: number): boolean {
    for (let index = length - 1; index >= 0; index--) if (this.bytes[one + index] !== this.bytes[other + index]) return false;
    return true;
  }
}
