import { Ids, Unknown, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { acknowledge, advise, askForSuperior, extend, repin, stepDown, takeOver, waive } from './decide.js';
import { AdviseRequest, ExtendRequest, InformSuperiorRequest, RepinRequest, TakeOverRequest, WaiveRequest } from './escalation.requests.js';
import { Ladder } from './ladder.js';
import { UnknownPack } from '../policy/pack-book.js';
import { LedgerCommands, type LedgerCommand } from './ledger-commands.js';

/** Commands of and about superiors. */
@Controller('api/escalation/complaints/:id')
export class EscalationController {
  constructor(
    private readonly commands: LedgerCommands,
    private readonly ladder: Ladder,
    private readonly ids: Ids,
  ) {}

  @Post('inform-superior')
  @Permit('escalation.inform-superior')
  informSuperior(@Id() id: string, @Body() request: InformSuperiorRequest, @Context() context: CommandContext): Promise<Accepted> {
    const escalationId = request.id ?? this.ids.next();
    return this.commands.run({ complaint: id, decide: (page, packs) => askForSuperior({ escalationId }, page, this.ladder, { now: context.now, packs }), response: { escalationId } }, context);
  }

  @Post('escalations/:escalation/acknowledge')
  @Permit('escalation.acknowledge')
  acknowledge(@Id() id: string, @Id('escalation') escalationId: string, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (page, _packs, by) => acknowledge({ escalationId, by }, page), context);
  }

  @Post('escalations/:escalation/step-down')
  @Permit('escalation.step-down')
  stepDown(@Id() id: string, @Id('escalation') escalationId: string, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (page, _packs, by) => stepDown({ escalationId, by }, page), context);
  }

  @Post('advise')
  @Permit('escalation.advise')
  advise(@Id() id: string, @Body() { advice, escalation }: AdviseRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (page, _packs, by) => advise({ escalationId: escalation ?? null, advice, by }, page), context);
  }

  @Post('take-over')
  @Permit('escalation.take-over')
  takeOver(@Id() id: string, @Body() { escalation }: TakeOverRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (page, packs, by) => takeOver({ escalationId: escalation ?? null, by }, page, packs), context);
  }

  @Post('obligations/:obligation/waive')
  @Permit('escalation.waive')
  waive(@Id() id: string, @Id('obligation') obligationId: string, @Body() { reason }: WaiveRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (page) => waive({ obligationId, reason, by: context.actor }, page), context);
  }

  @Post('obligations/:obligation/extend')
  @Permit('escalation.extend')
  extend(@Id() id: string, @Id('obligation') obligationId: string, @Body() { until, reason }: ExtendRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (page, packs) => extend({ obligationId, until, reason, by: context.actor, now: context.now }, page, packs), context);
  }

  @Post('repin')
  @Permit('escalation.repin')
  async repin(@Id() id: string, @Body() { pack, reason }: RepinRequest, @Context() context: CommandContext): Promise<Accepted> {
    try {
      return await this.run(id, (page, packs) => repin({ pack, reason, now: context.now }, page, packs), context);
    } catch (error) {
      throw error instanceof UnknownPack ? new Unknown('policy-pack', pack) : error;
    }
  }

  private run(complaint: string, decide: LedgerCommand['decide'], context: CommandContext): Promise<Accepted> {
    return this.commands.run({ complaint, decide }, context);
  }
}
