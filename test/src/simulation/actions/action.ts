import type { LogName } from '@amends/contracts';
import type { Dice } from '../../support/dice.js';
import type { SimulatedComplaint } from '../complaint.js';
import type { People, Person } from '../people.js';
import type { Request } from '../simulated-service.js';

/** The customers of the company, and what they are called by its own systems. */
export interface Customers {
  readonly ids: readonly string[];
}

/** What somebody has before them who does something. */
export interface Asking {
  readonly of: SimulatedComplaint;
  readonly dice: Dice;
  readonly people: People;
  readonly others: readonly SimulatedComplaint[];
  readonly customers: Customers;
  /** Milliseconds since 1970, by the service that is asked. */
  readonly now: number;
}

/** One thing that people do; each stands for one command of a service. */
export interface Action {
  readonly name: string;
  /** How much it suggests itself, 0: not at all. What is owed suggests itself most; what should be refused is tried now and then. */
  readonly weight: (of: SimulatedComplaint) => number;
  readonly ask: (asking: Asking) => Request;
}

type Body = Readonly<Record<string, unknown>>;

/** A command on the complaint; by whoever handles it unless somebody else is named. */
export const command =
  (service: LogName) =>
  (name: string, weight: Action['weight'], tell: (asking: Asking) => Body = () => ({}), path: (asking: Asking) => string = () => name, by?: (asking: Asking) => Person): Action => ({
    name: `${service}.${name}`,
    weight,
    ask: (asking) => ({
      service, path: `complaints/${asking.of.id}/${path(asking)}`, body: tell(asking),
      by: by ? by(asking) : asking.people.handler(asking.dice, asking.of.known.owner?.unit ?? null),
    }),
  });

/** A superior, of whom several may be asked. */
export const superior = ({ people, dice }: Asking): Person => people.superior(dice);

export const isWorkedOn = ({ status }: SimulatedComplaint): boolean => status === 'open' || status === 'resolved';

/** The weight of what is possible only in a status, and seldom tried in another. */
export const when = (is: boolean, weight: number, otherwise = 0.02): number => (is ? weight : otherwise);

const HOUR = 3_600_000;

/** An instant so many hours from now. */
export const inHours = ({ now }: Pick<Asking, 'now'>, hours: number): string => new Date(now + hours * HOUR).toISOString();

/** Any of some ids, or one of nothing. */
export const anyOf = ({ dice }: Asking, ids: Iterable<string>): string => {
  const list = [...ids];
  return list.length > 0 ? dice.pick(list) : dice.uuid();
};
