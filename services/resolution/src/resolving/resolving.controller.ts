import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { onComplaint } from '../on-complaint.js';
import { Causes } from './causes.js';
import { awaitCustomer, recordAnswer, resolve } from './decide.js';
import { AwaitCustomerRequest, RecordAnswerRequest, ResolveRequest } from './resolving.requests.js';

/** Commands on the way to the end: what the customer is still asked, and that it is put right. */
@Controller('api/resolution/complaints/:id')
export class ResolvingController {
  constructor(
    private readonly commands: Commands,
    private readonly causes: Causes,
    private readonly ids: Ids,
  ) {}

  @Post('await-customer')
  @Permit('resolution.await-customer')
  awaitCustomer(@Id() id: string, @Body() request: AwaitCustomerRequest, @Context() context: CommandContext): Promise<Accepted> {
    const questionId = request.id ?? this.ids.next();
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => awaitCustomer({ questionId, question: request.question }, state, known), response: { questionId } }, context);
  }

  @Post('record-answer')
  @Permit('resolution.record-answer')
  recordAnswer(@Id() id: string, @Body() request: RecordAnswerRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => recordAnswer({ answer: request.answer }, state, known) }, context);
  }

  @Post('resolve')
  @Permit('resolution.resolve')
  async resolve(@Id() id: string, @Body() { how, cause, explanation }: ResolveRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = cause === undefined ? { how, cause: null } : { how, cause, sameCauseBefore: await this.causes.othersWith(cause, id) };
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => resolve({ ...command, explanation }, state, known) }, context);
  }
}
