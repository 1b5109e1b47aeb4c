import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { ReasonRequest } from '../negotiation/negotiation.requests.js';
import { onComplaint } from '../on-complaint.js';
import { RequestApprovalRequest } from './approval.requests.js';
import { approve, deny, requestApproval } from './decide.js';

/** Commands on remedies that nobody gives alone. */
@Controller('api/resolution/complaints/:id')
export class ApprovalController {
  constructor(
    private readonly commands: Commands,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post('request-approval')
  @Permit('resolution.request-approval')
  request(@Id() id: string, @Body() request: RequestApprovalRequest, @Context() context: CommandContext): Promise<Accepted> {
    const approvalId = request.id ?? this.ids.next();
    const { remedyOf, optionId, note } = request;
    return this.commands.run(
      { ...onComplaint(id), decide: (state, known) => requestApproval({ approvalId, remedyOf, optionId, note }, state, known), response: { approvalId } },
      context,
    );
  }

  @Post('approvals/:approval/approve')
  @Permit('resolution.approve')
  approve(@Id() id: string, @Id('approval') approvalId: string, @Context() context: CommandContext): Promise<Accepted> {
    const command = { approvalId, by: context.actor };
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => approve(command, this.company, state, known) }, context);
  }

  @Post('approvals/:approval/deny')
  @Permit('resolution.deny')
  deny(@Id() id: string, @Id('approval') approvalId: string, @Body() { reason }: ReasonRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => deny({ approvalId, reason }, state, known) }, context);
  }
}
