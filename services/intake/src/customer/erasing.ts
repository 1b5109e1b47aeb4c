import { fold, must } from '@amends/decider';
import { Commands, Unknown, type Accepted, type CommandContext, type StreamFacts, type StreamId, type StreamRead, type JointCommand } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import { customer } from './customer.js';
import { foundCustomer } from './customer-commands.js';
import { CustomerComplaints } from './customer-complaints.js';
import { Customers } from './customers.js';
import { eraseCustomer, withdrawErased, type Because } from './decide.js';
import { Erasures } from './erasures.js';

/**
 * Erases customers. First one transaction says it, clears the clear text, withdraws what is open and notes what is left to do; then the key is
 * destroyed, and only then is the request answered. Killed in between, the next start goes on from the note.
 */
@Injectable()
export class Erasing {
  constructor(
    private readonly commands: Commands,
    private readonly customers: Customers,
    private readonly complaints: CustomerComplaints,
    private readonly erasures: Erasures,
  ) {}

  /** Erases a person with all their records, by any of them. */
  customer(id: string, because: Because, context: CommandContext): Promise<Accepted> {
    return this.erase(id, () => this.customers.person(id), (read) => void foundCustomer(read, id), { because, context });
  }

  /** Erases a complaint that nobody gave a name: it is sealed under a key of its own. */
  complaint(id: string, because: Because, context: CommandContext): Promise<Accepted> {
    const streams = async (): Promise<readonly StreamId[]> => [{ kind: 'complaint', id }, { kind: 'customer', id }];
    return this.erase(id, streams, (read) => mustHaveNoName(read, id), { because, context });
  }

  /** Does what is left of every erasure that is not done yet, again where it was done before; returns how many are done now. */
  async step(context: CommandContext): Promise<number> {
    const todo = await this.erasures.toDo();
    if (todo.length === 0) return 0;
    const subjects = todo.map(({ subject }) => subject);
    await this.erasures.destroyKeys(subjects);
    // What came in while the erasure was being written was not seen by it.
    await this.erasures.clear(subjects);
    for (const { id } of await this.complaints.alive(subjects)) await this.withdraw(id, context);
    await this.erasures.sweep();
    return this.erasures.done(todo);
  }

  private async erase(id: string, streams: () => Promise<readonly StreamId[]>, check: Check, { because, context }: { readonly because: Because; readonly context: CommandContext }): Promise<Accepted> {
    let subjects: readonly string[] = [];
    const command: JointCommand = {
      streams: async () => {
        const found = await streams();
        subjects = found.filter(({ kind }) => kind === 'customer').map((stream) => stream.id);
        return [...(await this.complaints.alive(subjects)), ...found];
      },
      decide: (read) => {
        check(read);
        return erased(read, because);
      },
      sealFor: id,
      alongside: (transaction) => this.erasures.begin(transaction, subjects),
      response: { id, erased: true },
    };
    const accepted = await this.commands.runJoint(command, context);
    await this.erasures.destroyKeys(subjects);
    await this.erasures.sweep();
    return accepted;
  }

  private withdraw(id: string, context: CommandContext): Promise<Accepted> {
    const command: JointCommand = { streams: async () => [{ kind: 'complaint', id }], decide: (read) => read.map(withdrawn), sealFor: id, response: { id } };
    return this.commands.runJoint(command, context);
  }
}

/** Throws when what was read may not be erased like this. */
type Check = (read: readonly StreamRead[]) => void;

/** A complaint that has ended already, which nothing is said of, may move on meanwhile. */
const erased = (read: readonly StreamRead[], because: Because): readonly StreamFacts[] =>
  read
    .map((one): StreamFacts => (one.stream.kind === 'complaint' ? withdrawn(one) : { stream: one.stream, facts: eraseCustomer(because, fold(customer, one.events)) }))
    .filter(({ stream, facts }) => stream.kind === 'customer' || facts.length > 0);

const withdrawn = ({ stream, known }: StreamRead): StreamFacts => ({ stream, facts: withdrawErased(known) });

function mustHaveNoName(read: readonly StreamRead[], id: string): void {
  const known = read.find(({ stream }) => stream.kind === 'complaint')!.known;
  if (!known.registered) throw new Unknown('complaint', id);
  must(known.customerId === null, 'intake.complaint-has-customer', 'The complaint belongs to a customer.', `Erase customer ${known.customerId}: that takes this complaint along.`);
}
