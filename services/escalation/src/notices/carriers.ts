import type { Address, Carrier } from './carrier.js';
import type { Mail } from './mail.js';
import type { Channel } from './notice.js';

/** The ways by which letters can go as this process is configured. */
export class Carriers {
  readonly all: readonly Carrier[];

  constructor(
    webhook: Carrier,
    readonly mail: Mail | undefined,
  ) {
    this.all = mail ? [webhook, mail] : [webhook];
  }

  /** The ways that lead to somebody. */
  reaching(address: Address): readonly Channel[] {
    return this.all.filter((carrier) => carrier.reaches(address)).map(({ channel }) => channel);
  }
}
