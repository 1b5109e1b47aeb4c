import type { CommandContext } from '@amends/eventing';
import { Bulk, Context, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { ImportCustomersRequest } from './past-customers.requests.js';
import { PastCustomers, type Referred } from './past-customers.js';

/** The customers of another system. */
@Controller('api/intake/history')
export class PastCustomersController {
  constructor(private readonly customers: PastCustomers) {}

  @Post('customers')
  @Bulk()
  @Permit('intake.import')
  async import(@Body() { source, items }: ImportCustomersRequest, @Context() context: CommandContext): Promise<{ results: readonly Referred[] }> {
    return { results: await this.customers.register(source, items, context) };
  }
}
