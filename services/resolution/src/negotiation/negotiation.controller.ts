import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, invalidRequest, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { onComplaint } from '../on-complaint.js';
import { acceptCounterProposal, acceptSolution, carryOut, declineCounterProposal, hearCounterProposal, proposeSolution, refuseSolution } from './decide.js';
import type { Option } from './negotiation.js';
import { AcceptSolutionRequest, CarryOutRequest, HearCounterProposalRequest, ProposeSolutionRequest, ReasonRequest, type OptionRequest } from './negotiation.requests.js';

/** Commands of principle 6: what is offered, what the customer says to it, and what is done. */
@Controller('api/resolution/complaints/:id')
export class NegotiationController {
  constructor(
    private readonly commands: Commands,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post('propose-solution')
  @Permit('resolution.propose-solution')
  propose(@Id() id: string, @Body() request: ProposeSolutionRequest, @Context() context: CommandContext): Promise<Accepted> {
    const offerId = request.id ?? this.ids.next();
    const options = this.optionsOf(request.options);
    const command = { offerId, options, expiresAt: request.expiresAt ?? null, proposal: request.proposal, now: context.now };
    const response = { offerId, options: options.map(({ optionId }) => optionId) };
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => proposeSolution(command, state, known), response }, context);
  }

  @Post('offers/:offer/accept')
  @Permit('resolution.accept-solution')
  accept(@Id() id: string, @Id('offer') offerId: string, @Body() { optionId }: AcceptSolutionRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => acceptSolution({ offerId, optionId, now: context.now }, state, known) }, context);
  }

  @Post('offers/:offer/refuse')
  @Permit('resolution.refuse-solution')
  refuse(@Id() id: string, @Id('offer') offerId: string, @Body() { reason }: ReasonRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => refuseSolution({ offerId, reason }, state, known) }, context);
  }

  @Post('hear-counter-proposal')
  @Permit('resolution.hear-counter-proposal')
  hear(@Id() id: string, @Body() request: HearCounterProposalRequest, @Context() context: CommandContext): Promise<Accepted> {
    const counterProposalId = request.id ?? this.ids.next();
    const { offerId, remedy, cost = null, proposal } = request;
    const command = { counterProposalId, offerId, remedy, cost, proposal };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => hearCounterProposal(command, state, known), response: { counterProposalId } }, context);
  }

  @Post('counter-proposals/:counterProposal/accept')
  @Permit('resolution.answer-counter-proposal')
  acceptTheirs(@Id() id: string, @Id('counterProposal') counterProposalId: string, @Context() context: CommandContext): Promise<Accepted> {
    const command = { counterProposalId, by: context.actor };
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => acceptCounterProposal(command, this.company, state, known) }, context);
  }

  @Post('counter-proposals/:counterProposal/decline')
  @Permit('resolution.answer-counter-proposal')
  declineTheirs(@Id() id: string, @Id('counterProposal') counterProposalId: string, @Body() { reason }: ReasonRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => declineCounterProposal({ counterProposalId, reason }, state, known) }, context);
  }

  @Post('carry-out')
  @Permit('resolution.carry-out')
  carryOut(@Id() id: string, @Body() { remedyOf, note }: CarryOutRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = { remedyOf, note, by: context.actor };
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => carryOut(command, this.company, state, known) }, context);
  }

  private optionsOf(requests: readonly OptionRequest[]): readonly Option[] {
    const options = requests.map(({ id, remedy, cost }) => ({ optionId: id ?? this.ids.next(), remedy, cost: cost ?? null }));
    if (options.length > 0 && new Set(options.map(({ optionId }) => optionId)).size === options.length) return options;
    throw invalidRequest([{ field: 'options', message: 'must be one or several options with different ids', remedy: 'name what the customer may choose from' }]);
  }
}
