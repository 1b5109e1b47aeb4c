import type { FastifyRequest } from 'fastify';
import type { SeenMark } from '@amends/eventing';
import type { Scope } from '../access/scope.js';
import type { Staff } from '../access/staff.js';

/** Who makes a request, as the guard found out. */
export interface Caller {
  readonly staff: Staff;
  readonly scope: Scope;
  /** The instant at which the request was let in. */
  readonly now: string;
}

/** What Amends keeps with a request while it is answered. */
export interface RequestState {
  /** Set by the access guard; missing on public routes. */
  caller?: Caller;
  /** What the request says was seen. */
  seen?: readonly SeenMark[];
  /** The versions that the request says it was judged on. */
  judgedOn?: readonly SeenMark[];
  /** The body as it came, for the fingerprint of an idempotency key. */
  rawBody?: Buffer;
  /** Code of the problem that was answered, for the log. */
  problem?: string;
}

/** A request with what Amends keeps with it. */
export type AmendsRequest = FastifyRequest & { amends: RequestState };
