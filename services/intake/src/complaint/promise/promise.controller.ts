import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { notAhead } from '../not-ahead.js';
import { onComplaint } from '../on-complaint.js';
import { keepPromise, promiseTime, revisePromise } from './decide.js';
import { KeepPromiseRequest, PromiseTimeRequest, RevisePromiseRequest } from './promise.requests.js';

/** Times that the customer is promised. */
@Controller('api/intake/complaints/:id')
export class PromiseController {
  constructor(
    private readonly commands: Commands,
    private readonly ids: Ids,
  ) {}

  @Post('promise-time')
  @Permit('intake.promise-time')
  promise(@Id() id: string, @Body() request: PromiseTimeRequest, @Context() context: CommandContext): Promise<Accepted> {
    const { promise, promisedFor } = request;
    const promiseId = request.id ?? this.ids.next();
    const command = { promiseId, promise, promisedFor, now: context.now };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => promiseTime(command, state, known), response: { promiseId } }, context);
  }

  @Post('promises/:promise/revise')
  @Permit('intake.revise-promise')
  revise(@Id() id: string, @Id('promise') promiseId: string, @Body() { promisedFor, explanation }: RevisePromiseRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = { promiseId, promisedFor, explanation, now: context.now };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => revisePromise(command, state, known) }, context);
  }

  @Post('promises/:promise/keep')
  @Permit('intake.keep-promise')
  keep(@Id() id: string, @Id('promise') promiseId: string, @Body() request: KeepPromiseRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = { promiseId, keptAt: notAhead('keptAt', request.keptAt ?? context.now, context.now) };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => keepPromise(command, state, known) }, context);
  }
}
