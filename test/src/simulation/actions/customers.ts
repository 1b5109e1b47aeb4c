import { LIFE_CYCLE_STAGES, TIERS } from '@amends/contracts';
import type { Action, Asking } from './action.js';

type Body = Readonly<Record<string, unknown>>;

/** A command on the customer who complains, if they gave a name. */
const customer = (name: string, weight: number, tell: (asking: Asking) => Body, role?: string): Action => ({
  name: `customer.${name}`,
  weight: ({ customerId, status }) => (customerId && status !== 'unborn' ? weight : 0),
  ask: (asking) => ({
    service: 'intake', path: `customers/${asking.of.customerId!}/${name}`, body: tell(asking),
    by: role ? asking.people.first(role) : asking.people.handler(asking.dice, null),
  }),
});

const another = ({ dice, customers, of }: Asking): string => dice.pick(customers.ids.filter((id) => id !== of.customerId));

export const CUSTOMERS: readonly Action[] = [
  customer('revise', 0.2, ({ dice }) => ({ tier: dice.pick(TIERS), stage: dice.pick(LIFE_CYCLE_STAGES) })),
  customer('merge', 0.04, (asking) => ({ merged: another(asking) })),
  customer('unmerge', 0.04, (asking) => ({ merged: another(asking) })),
  customer('erase', 0.03, () => ({ because: 'customer-asked' }), 'privacy-officer'),
];
