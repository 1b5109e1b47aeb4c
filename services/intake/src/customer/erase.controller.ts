import type { Accepted, CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { EraseRequest } from './customer.requests.js';
import { Erasing } from './erasing.js';

/** Erasing, for the privacy officer: answered when nothing personal can be read any more. Asked again, it answers the same. */
@Controller('api/intake')
export class EraseController {
  constructor(private readonly erasing: Erasing) {}

  @Post('customers/:id/erase')
  @Permit('intake.erase-customer')
  customer(@Id() id: string, @Body() { because }: EraseRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.erasing.customer(id, because, context);
  }

  /** For a complaint that nobody gave a name; others are erased with their customer. */
  @Post('complaints/:id/erase')
  @Permit('intake.erase-complaint')
  complaint(@Id() id: string, @Body() { because }: EraseRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.erasing.complaint(id, because, context);
  }
}
