import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { statementFrom } from '../from-request.js';
import { onComplaint } from '../on-complaint.js';
import { confirmReadBack, correctReadBack } from './decide.js';
import { ConfirmReadBackRequest, CorrectReadBackRequest } from './read-back.requests.js';

/** Repeating the complaint to the customer, who confirms or corrects it. */
@Controller('api/intake/complaints/:id/read-back')
export class ReadBackController {
  constructor(
    private readonly commands: Commands,
    private readonly ids: Ids,
  ) {}

  @Post('confirm')
  @Permit('intake.read-back')
  confirm(@Id() id: string, @Body() { statementId, contactId }: ConfirmReadBackRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = { statementId, contactId: contactId ?? null };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => confirmReadBack(command, state, known) }, context);
  }

  @Post('correct')
  @Permit('intake.read-back')
  correct(@Id() id: string, @Body() request: CorrectReadBackRequest, @Context() context: CommandContext): Promise<Accepted> {
    const { statementId, correction } = request;
    const contactId = request.contactId ?? null;
    const correctionId = request.id ?? this.ids.next();
    const corrected = request.corrected && statementFrom(request.corrected, { contactId, ids: this.ids });
    const command = { statementId, contactId, correctionId, correction, corrected };
    const response = { correctionId, ...(corrected ? { statementId: corrected.statementId } : {}) };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => correctReadBack(command, state, known), response }, context);
  }
}
