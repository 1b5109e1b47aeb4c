import type { Letter } from './letter.js';
import type { Channel } from './notice.js';

/** A letter on its way to one person. */
export interface Sending {
  /** The same at every try, so that whoever receives it twice knows. */
  readonly id: string;
  readonly person: string;
  readonly letter: Letter;
  /** When it was written; RFC 3339. */
  readonly writtenAt: string;
}

/** What came of a try. */
export interface Outcome {
  readonly arrived: boolean;
  /** The code of the answer, or in a word why there was none; never an address. */
  readonly answer: string;
}

/** Where letters of one kind go: an address that only this person has. */
export interface Address {
  readonly email: string | null;
  readonly webhookUrl: string | null;
  /** The secrets that hold now, the newest first, as they were sealed. */
  readonly webhookSecrets: readonly SealedSecret[];
}

/** A secret at rest. */
export interface SealedSecret {
  readonly sealed: string;
  /** Until when it still holds beside the newer one; RFC 3339. */
  readonly until: string | null;
}

/** Carries letters by one way. Never throws: whatever happens is an outcome. */
export interface Carrier {
  readonly channel: Channel;
  /** Whether a letter can go there at all. */
  reaches(address: Address): boolean;
  carry(sending: Sending, address: Address): Promise<Outcome>;
}
