import { Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { CustomerCommands } from './customer-commands.js';
import { MergeRequest, RegisterCustomerRequest, ReviseCustomerRequest } from './customer.requests.js';
import { CustomerSearch } from './customer-search.js';
import { recordFrom, revisionFrom } from './from-request.js';
import { identityOf } from './identity.js';

/** Customers: registered under a pseudonym, put right, and made one where they are one. */
@Controller('api/intake/customers')
export class CustomerController {
  constructor(
    private readonly commands: CustomerCommands,
    private readonly search: CustomerSearch,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post()
  @Permit('intake.register-customer')
  async register(@Body() request: RegisterCustomerRequest, @Context() context: CommandContext): Promise<Accepted> {
    const id = request.id ?? this.ids.next();
    const identity = identityOf(request, this.company.country);
    const possibleDuplicates = (await this.search.alike(identity)).filter((other) => other !== id);
    return this.commands.register(id, { record: recordFrom(request), identity, response: { possibleDuplicates } }, context);
  }

  @Post(':id/revise')
  @Permit('intake.revise-customer')
  revise(@Id() id: string, @Body() request: ReviseCustomerRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.revise(id, revisionFrom(request, this.company.country), context);
  }

  @Post(':id/merge')
  @Permit('intake.merge-customers')
  merge(@Id() id: string, @Body() { merged }: MergeRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.merge(id, merged, context);
  }

  @Post(':id/unmerge')
  @Permit('intake.unmerge-customers')
  unmerge(@Id() id: string, @Body() { merged }: MergeRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.unmerge(id, merged, context);
  }
}
