import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { mustBeUnit } from '../must-be-unit.js';
import { onComplaint } from '../on-complaint.js';
import { redirect, reportHostility, withdraw } from './decide.js';
import { RedirectRequest, ReportHostilityRequest, WithdrawRequest } from './turn.requests.js';

/** Turns that a complaint may take: a contact gets out of hand, it belongs elsewhere, it is taken back. */
@Controller('api/intake/complaints/:id')
export class TurnController {
  constructor(
    private readonly commands: Commands,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post('report-hostility')
  @Permit('intake.report-hostility')
  reportHostility(@Id() id: string, @Body() { contactId, note }: ReportHostilityRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = { contactId: contactId ?? null, note };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => reportHostility(command, state, known) }, context);
  }

  @Post('redirect')
  @Permit('intake.redirect')
  redirect(@Id() id: string, @Body() { id: given, toUnit, note }: RedirectRequest, @Context() context: CommandContext): Promise<Accepted> {
    mustBeUnit(this.company, 'toUnit', toUnit);
    const redirectId = given ?? this.ids.next();
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => redirect({ redirectId, toUnit, note }, state, known), response: { redirectId } }, context);
  }

  @Post('withdraw')
  @Permit('intake.withdraw')
  withdraw(@Id() id: string, @Body() request: WithdrawRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => withdraw(request, state, known) }, context);
  }
}
