import { fact, PromiseKept, PromiseRevised, TimePromised, type IntakeFact, type KnownComplaint } from '@amends/contracts';
import { must, Refusal } from '@amends/decider';
import type { Complaint } from '../complaint.js';
import { mustBeAlive } from '../rules.js';
import { wasSaid } from '../said.js';
import { wordsOf } from '../words-of.js';
import type { Promised } from './promise.js';

/** Something that the customer is told to have by a time. */
export interface PromiseTime {
  readonly promiseId: string;
  readonly promisedFor: string;
  readonly promise: string;
  readonly now: string;
}

/** Another time for it, told before the promised one has come. */
export interface RevisePromise {
  readonly promiseId: string;
  readonly promisedFor: string;
  readonly explanation?: string | undefined;
  readonly now: string;
}

/** Promises a time, where the complaint cannot be solved at once. */
export function promiseTime({ promiseId, promisedFor, promise, now }: PromiseTime, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const promised = fact(TimePromised, { promiseId, promisedFor }, { promise });
  if (wasSaid(state.said, promised)) return [];
  mustBeAlive(known);
  mustLieAhead(promisedFor, now);
  return [promised];
}

/** Tells another time. Once the promised time has come the promise is broken, and a new one is a promise of its own. */
export function revisePromise({ promiseId, promisedFor, explanation, now }: RevisePromise, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const { promisedFor: formerly, kept } = promisedBefore(promiseId, state);
  if (formerly === promisedFor) return [];
  mustBeAlive(known);
  must(!kept, 'intake.promise-is-kept', 'The promise is kept already.', 'Promise something new instead.');
  must(isAfter(formerly, now), 'intake.promise-is-broken', 'The promised time has come, and the promise was not kept.', 'Apologise, and promise a new time.');
  mustLieAhead(promisedFor, now);
  return [fact(PromiseRevised, { promiseId, promisedFor, formerly }, wordsOf({ explanation }))];
}

/** Says that the promise was kept, and when: in time or late, it is recorded as it is. */
export function keepPromise(command: { promiseId: string; keptAt: string }, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  if (promisedBefore(command.promiseId, state).kept) return [];
  mustBeAlive(known);
  return [fact(PromiseKept, command)];
}

function promisedBefore(promiseId: string, { promises }: Complaint): Promised {
  const promised = Object.hasOwn(promises, promiseId) ? promises[promiseId] : undefined;
  if (promised) return promised;
  throw new Refusal('intake.unknown-promise', 'There is no such promise in this complaint.', 'Give the id of a promise of this complaint.');
}

function mustLieAhead(promisedFor: string, now: string): void {
  must(isAfter(promisedFor, now), 'intake.promised-time-has-passed', 'The promised time has passed already.', 'Promise a time that is still to come.');
}

const isAfter = (instant: string, now: string): boolean => Date.parse(instant) > Date.parse(now);
