import type { CustomerFact } from '@amends/contracts';
import { fold, Refusal } from '@amends/decider';
import { Commands, Unknown, type Accepted, type CommandContext, type StreamFacts, type StreamId, type StreamRead } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { customer, standingOf, type Customer, type CustomerRecord, type Standing } from './customer.js';
import { CustomerComplaints } from './customer-complaints.js';
import { Customers, type Clear } from './customers.js';
import { changeStanding, mergeCustomers, registerCustomer, reviseCustomer, unmergeCustomers, type Identity, type Pair } from './decide.js';

/** A customer's record as it was found among the streams of a command. */
export interface FoundCustomer {
  readonly id: string;
  readonly stream: StreamId;
  readonly state: Customer;
}

/** Commands on customers. Whatever changes how a customer stands is told to their open complaints in the same append. */
@Injectable()
export class CustomerCommands {
  constructor(
    private readonly commands: Commands,
    private readonly customers: Customers,
    private readonly complaints: CustomerComplaints,
  ) {}

  register(id: string, { record, identity, response }: { readonly record: CustomerRecord; readonly identity: Identity; readonly response: object }, context: CommandContext): Promise<Accepted> {
    return this.commands.run(
      {
        stream: { kind: 'customer', id },
        evolution: customer,
        starts: { sealFor: id },
        decide: () => registerCustomer(record, identity),
        alongside: (transaction) => this.customers.add(transaction, id, record, identity),
        response: { id, ...response },
      },
      context,
    ).catch(refuseTaken);
  }

  revise(id: string, { record, clear }: { readonly record: Partial<CustomerRecord>; readonly clear: Clear }, context: CommandContext): Promise<Accepted> {
    const words = Object.fromEntries(Object.entries(clear).filter((entry): entry is [string, string] => entry[1] !== null));
    const forgotten = Object.keys(clear).filter((field) => clear[field as keyof Clear] === null);
    return this.commands.runJoint(
      {
        streams: () => this.withComplaints(this.customers.below(id)),
        decide: (read) => {
          const one = foundCustomer(read, id);
          const facts = reviseCustomer({ record, words, forgotten }, one.state);
          return [{ stream: one.stream, facts }, ...facts.flatMap(({ data }) => toComplaints(read, standingOf(data as CustomerRecord)))];
        },
        sealFor: id,
        alongside: (transaction) => this.customers.revise(transaction, id, record, clear),
        response: { id },
      },
      context,
    ).catch(refuseTaken);
  }

  merge(survivor: string, merged: string, context: CommandContext): Promise<Accepted> {
    return this.commands.runJoint(
      {
        streams: () => this.withComplaints(this.customers.below(merged), survivor),
        decide: (read) => {
          const pair = pairOf(read, survivor, merged);
          return sayInBoth(pair, mergeCustomers(pair), toComplaints(read, standingOf(pair.survivor.state.record!)));
        },
        sealFor: survivor,
        alongside: (transaction) => this.customers.merge(transaction, survivor, merged),
        response: { id: survivor, merged },
      },
      context,
    );
  }

  unmerge(survivor: string, merged: string, context: CommandContext): Promise<Accepted> {
    return this.commands.runJoint(
      {
        streams: () => this.withComplaints(this.customers.below(merged), survivor),
        decide: (read) => {
          const pair = pairOf(read, survivor, merged);
          return sayInBoth(pair, unmergeCustomers(pair), toComplaints(read, standingOf(pair.merged.state.record!)));
        },
        sealFor: survivor,
        alongside: (transaction) => this.customers.unmerge(transaction, merged),
        response: { id: survivor, unmerged: merged },
      },
      context,
    );
  }

  private async withComplaints(finding: Promise<readonly StreamId[]>, also?: string): Promise<readonly StreamId[]> {
    const customers = await finding;
    const others: readonly StreamId[] = also && !customers.some(({ id }) => id === also) ? [{ kind: 'customer', id: also }] : [];
    return [...(await this.complaints.alive(customers.map(({ id }) => id))), ...customers, ...others];
  }
}

/** A customer among the streams that were read. Throws Unknown for one who was never registered. */
export function foundCustomer(read: readonly StreamRead[], id: string): FoundCustomer {
  const one = read.find(({ stream }) => stream.kind === 'customer' && stream.id === id);
  const state = fold(customer, one?.events ?? []);
  if (!state.record) throw new Unknown('customer', id);
  return { id, stream: { kind: 'customer', id }, state };
}

const pairOf = (read: readonly StreamRead[], survivor: string, merged: string): Pair => ({ survivor: foundCustomer(read, survivor), merged: foundCustomer(read, merged) });

const sayInBoth = ({ survivor, merged }: Pair, facts: readonly CustomerFact[], consequences: readonly StreamFacts[]): readonly StreamFacts[] => [
  ...(facts.length > 0 ? consequences : []),
  ...[survivor, merged].map(({ id }): StreamFacts => ({ stream: { kind: 'customer', id }, facts })),
];

const toComplaints = (read: readonly StreamRead[], standing: Standing): readonly StreamFacts[] =>
  read
    .filter(({ stream }) => stream.kind === 'complaint')
    .map(({ stream, known }) => ({ stream, facts: changeStanding(known.customerId!, standing, known) }))
    .filter(({ facts }) => facts.length > 0);

function refuseTaken(error: unknown): never {
  if ((error as { constraint?: string }).constraint !== 'customers_own_reference_key') throw error;
  throw new Refusal('intake.own-reference-taken', 'Another customer has this ownReference.', 'Find that customer by it instead.');
}
