import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import type { IncomingBatch, IncomingMessage } from '../transport/transport.js';
import type { HandledVersions } from './handled.js';
import type { Handler } from './handler.js';
import type { Membership } from './membership.js';
import type { Positions } from './positions.js';
import type { Quarantine } from './quarantine.js';
import type { Rewinds } from './rewinds.js';

/** What a consumer reads with, and what it remembers of what it has read. */
export interface Reading {
  readonly handler: Handler;
  readonly database: Database;
  readonly quarantine: Quarantine;
  readonly clock: Clock;
  readonly handled: HandledVersions;
  readonly positions: Positions;
  readonly membership: Membership;
  readonly rewinds: Rewinds;
}

/** What came of a batch: whose subjects were handled, and whether messages had to be parked. */
export interface Outcome {
  readonly subjects: readonly string[];
  readonly parked: boolean;
}

/** How a consumer's transactions begin and end. */
export const transacting = ({ handler, positions }: Reading) => ({ durable: handler.durable ?? false, first: positions.first });

/** `topic/partition`. */
export const nameOf = ({ topic, partition }: Pick<IncomingBatch, 'topic' | 'partition'>): string => `${topic}/${partition}`;

/** The offset after the last message. */
export const nextOf = (messages: readonly IncomingMessage[]): bigint => messages.at(-1)!.offset + 1n;
