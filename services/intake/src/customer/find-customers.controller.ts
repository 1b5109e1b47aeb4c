import { Unknown, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, invalidRequest, LookQuery, Looks, Permit } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import type { CallersHistory } from './customer-history.js';
import { CustomerHistories } from './customer-histories.js';
import { FindCustomersQuery } from './customer.requests.js';
import { CustomerSearch, type CustomerRow, type Found } from './customer-search.js';
import { emailOf, phoneOf } from './identity.js';

/** Customers found by what a caller says, and what an agent must know of them; every look is recorded. */
@Controller('api/intake/customers')
export class FindCustomersController {
  constructor(
    private readonly customers: CustomerSearch,
    private readonly histories: CustomerHistories,
    private readonly looks: Looks,
    private readonly company: Company,
  ) {}

  @Get()
  @Permit('intake.find-customers')
  async find(@Query() query: FindCustomersQuery, @Context() { actor }: CommandContext): Promise<Found> {
    const found = await this.search(query);
    if (found.customers.length > 0) await this.looks.record(actor, found.customers.map(({ id }) => id), 'identity', query.reason ?? 'a caller is looked up');
    return found;
  }

  @Get(':id')
  @Permit('intake.read-customer')
  async read(@Id() id: string, @Query() { reason }: LookQuery, @Context() { actor }: CommandContext): Promise<CustomerRow> {
    const found = await this.one(id);
    await this.looks.record(actor, [found.id], 'identity', reason);
    return found;
  }

  /** Who calls, and everything that they complained about, in one answer. */
  @Get(':id/history')
  @Permit('intake.read-customer-history')
  async history(@Id() id: string, @Query() { reason }: LookQuery, @Context() context: CommandContext): Promise<CallersHistory & { customer: CustomerRow }> {
    const customer = await this.one(id);
    await this.looks.record(context.actor, [customer.id], 'history', reason);
    return { customer, ...(await this.histories.of(customer.id, context)) };
  }

  private async one(id: string): Promise<CustomerRow> {
    const found = await this.customers.byId(id);
    if (!found) throw new Unknown('customer', id);
    return found;
  }

  private search({ phone, phoneEnd, email, ownReference, name }: FindCustomersQuery): Promise<Found> {
    if (phone) return this.customers.byPhone(phoneOf(phone, this.company.country));
    if (phoneEnd) return this.customers.byPhoneEnd(phoneEnd);
    if (email) return this.customers.byEmail(emailOf(email));
    if (ownReference) return this.customers.byOwnReference(ownReference);
    if (name) return this.customers.byName(name);
    throw invalidRequest([{ field: 'phone', message: 'give phone, phoneEnd, email, ownReference or name', remedy: 'ask the caller for one of them' }]);
  }
}
