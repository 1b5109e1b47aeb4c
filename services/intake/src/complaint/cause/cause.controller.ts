import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { mustBeUnit } from '../must-be-unit.js';
import { onComplaint } from '../on-complaint.js';
import { AskCauseRequest, CauseUnknownRequest, NameCauseRequest } from './cause.requests.js';
import { askCause, leaveCauseUnknown, nameCause } from './decide.js';

/** The search for the true cause, by asking. */
@Controller('api/intake/complaints/:id')
export class CauseController {
  constructor(
    private readonly commands: Commands,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post('ask-cause')
  @Permit('intake.ask-cause')
  ask(@Id() id: string, @Body() { id: given, question, answer }: AskCauseRequest, @Context() context: CommandContext): Promise<Accepted> {
    const questionId = given ?? this.ids.next();
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => askCause({ questionId, question, answer }, state, known), response: { questionId } }, context);
  }

  @Post('name-cause')
  @Permit('intake.name-cause')
  name(@Id() id: string, @Body() { cause, ownerUnit, evidence }: NameCauseRequest, @Context() context: CommandContext): Promise<Accepted> {
    if (ownerUnit !== undefined) mustBeUnit(this.company, 'ownerUnit', ownerUnit);
    const command = { cause, ownerUnit: ownerUnit ?? null, evidence };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => nameCause(command, state, known) }, context);
  }

  @Post('cause-unknown')
  @Permit('intake.name-cause')
  leaveUnknown(@Id() id: string, @Body() request: CauseUnknownRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => leaveCauseUnknown(request, state, known) }, context);
  }
}
