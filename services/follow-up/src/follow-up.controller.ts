import { Commands, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { close, reopen } from './decide.js';
import { followUp } from './follow-up.js';
import { CloseRequest, ReopenRequest } from './follow-up.requests.js';

/** Commands about whether it held. */
@Controller('api/follow-up/complaints/:id')
export class FollowUpController {
  constructor(private readonly commands: Commands) {}

  @Post('reopen')
  @Permit('follow-up.reopen')
  reopen(@Id() id: string, @Body() { because, words }: ReopenRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...on(id), decide: (state, known) => reopen({ because, words }, state, known) }, context);
  }

  @Post('close')
  @Permit('follow-up.close')
  close(@Id() id: string, @Body() request: CloseRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...on(id), decide: (state, known) => close(request, state, known) }, context);
  }
}

const on = (id: string) => ({ stream: { kind: 'complaint' as const, id }, evolution: followUp });
