import { CustomerRegistered, fact } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import { Commands, Ids, Unknown, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, invalidRequest, Permit } from '@amends/runtime';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { customer } from './customer.js';
import { FindCustomersQuery, LookQuery, RegisterCustomerRequest } from './customer.requests.js';
import { Customers, type CustomerRow } from './customers.js';
import { emailOf, identityOf, phoneOf, zoneOf } from './identity.js';
import { Looks } from './looks.js';

/** Customers: registered under a pseudonym, found by what a caller says. */
@Controller('api/intake/customers')
export class CustomerController {
  constructor(
    private readonly commands: Commands,
    private readonly customers: Customers,
    private readonly looks: Looks,
    private readonly ids: Ids,
  ) {}

  @Post()
  @Permit('intake.register-customer')
  async register(@Body() request: RegisterCustomerRequest, @Context() context: CommandContext): Promise<Accepted> {
    const id = request.id ?? this.ids.next();
    const identity = identityOf(request);
    const data = {
      ownReference: request.ownReference ?? null,
      tier: request.tier ?? ('standard' as const),
      stage: request.stage ?? ('new' as const),
      language: request.language ?? 'und',
      zone: zoneOf(request.zone ?? 'UTC'),
      convenientHours: (request.convenientHours ?? []).map(({ weekdays, from, to }) => ({ weekdays, from, to })),
    };
    const command = {
      stream: { kind: 'customer' as const, id },
      evolution: customer,
      starts: { sealFor: id },
      decide: () => [fact(CustomerRegistered, data, identity)],
      alongside: (transaction: Parameters<Customers['add']>[0]) => this.customers.add(transaction, { id, ...data, identity }),
      response: { id },
    };
    return this.commands.run(command, context).catch((error: unknown) => {
      throw isTaken(error) ? new Refusal('intake.own-reference-taken', 'Another customer has this ownReference.', 'Find that customer by it instead.') : error;
    });
  }

  @Get()
  @Permit('intake.find-customers')
  async find(@Query() query: FindCustomersQuery, @Context() { actor }: CommandContext): Promise<{ customers: readonly CustomerRow[] }> {
    const customers = await this.search(query);
    if (customers.length > 0) await this.looks.record(actor, customers.map(({ id }) => id), 'identity', query.reason ?? 'a caller is looked up');
    return { customers };
  }

  @Get(':id')
  @Permit('intake.read-customer')
  async read(@Id() id: string, @Query() { reason }: LookQuery, @Context() { actor }: CommandContext): Promise<CustomerRow> {
    const found = await this.customers.find(id);
    if (!found) throw new Unknown('customer', id);
    await this.looks.record(actor, [id], 'identity', reason);
    return found;
  }

  private search({ phone, email, ownReference }: FindCustomersQuery): Promise<readonly CustomerRow[]> {
    if (phone) return this.customers.byPhone(phoneOf(phone));
    if (email) return this.customers.byEmail(emailOf(email));
    if (ownReference) return this.customers.byOwnReference(ownReference);
    throw invalidRequest([{ field: 'phone', message: 'give phone, email or ownReference', remedy: 'ask the caller for one of them' }]);
  }
}

const isTaken = (error: unknown): boolean => (error as { constraint?: string }).constraint === 'customers_own_reference_key';
