import type { FollowUpFact, KnownComplaint } from '@amends/contracts';
import { Commands, importPast, inTurn, type CommandContext, type Imported } from '@amends/eventing';
import { Bulk, Consumers, Context, parseSeen, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { closeImported, reopen } from './decide.js';
import { followUp, type FollowUp } from './follow-up.js';
import { ImportFollowUpRequest, type FollowUpPastStep } from './follow-up.requests.js';

/** What another system says happened after its resolutions: the same decisions as live ones, at the times of their source. */
@Controller('api/follow-up/history')
export class HistoryController {
  constructor(
    private readonly commands: Commands,
    private readonly consumers: Consumers,
  ) {}

  @Post()
  @Bulk()
  @Permit('follow-up.import')
  async import(@Body() { items }: ImportFollowUpRequest, @Context() context: CommandContext): Promise<{ results: readonly Imported[] }> {
    const past = items.map((item) => ({ command: inTurn(followUp, item, decideStep), seen: parseSeen(item.seen?.join(',')) }));
    return { results: await importPast({ commands: this.commands, seen: this.consumers.seen() }, past, context) };
  }
}

const decideStep = (step: FollowUpPastStep, state: FollowUp, known: KnownComplaint): readonly FollowUpFact[] =>
  step.kind === 'reopen' ? reopen({ because: 'imported' }, state, known) : closeImported();
