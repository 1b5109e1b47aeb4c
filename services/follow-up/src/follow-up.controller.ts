import type { FollowUpFact, KnownComplaint } from '@amends/contracts';
import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, invalidRequest, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { auditSatisfaction, confirmSatisfaction, recordCall, reopen, reportDissatisfaction, scheduleCall } from './decide.js';
import { followUp, type FollowUp } from './follow-up.js';
import {
  AuditSatisfactionRequest, ConfirmSatisfactionRequest, RecordCallRequest, ReopenRequest, ReportDissatisfactionRequest, ScheduleCallRequest, type WindowRequest,
} from './follow-up.requests.js';

/** Commands about whether it held. */
@Controller('api/follow-up/complaints/:id')
export class FollowUpController {
  constructor(
    private readonly commands: Commands,
    private readonly ids: Ids,
  ) {}

  @Post('schedule-call')
  @Permit('follow-up.schedule-call')
  scheduleCall(@Id() id: string, @Body() request: ScheduleCallRequest, @Context() context: CommandContext): Promise<Accepted> {
    const window = request.window && inOrder(request.window);
    const command = { callId: request.id ?? this.ids.next(), window, now: context.now };
    return this.run(id, (state, known) => scheduleCall(command, state, known), context, { callId: command.callId });
  }

  @Post('record-call')
  @Permit('follow-up.record-call')
  recordCall(@Id() id: string, @Body() { callId, outcome, contactId, startedAt }: RecordCallRequest, @Context() context: CommandContext): Promise<Accepted> {
    const contact = { id: contactId ?? this.ids.next(), startedAt: startedAt ?? context.now };
    return this.run(id, (state, known) => recordCall({ callId, outcome, contact }, state, known), context, { contactId: contact.id });
  }

  @Post('confirm-satisfaction')
  @Permit('follow-up.confirm-satisfaction')
  confirmSatisfaction(@Id() id: string, @Body() request: ConfirmSatisfactionRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (state, known) => confirmSatisfaction(request, state, known), context);
  }

  @Post('report-dissatisfaction')
  @Permit('follow-up.report-dissatisfaction')
  reportDissatisfaction(@Id() id: string, @Body() { reopen: reopens = false, ...said }: ReportDissatisfactionRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (state, known) => reportDissatisfaction({ ...said, reopens }, state, known), context);
  }

  @Post('reopen')
  @Permit('follow-up.reopen')
  reopen(@Id() id: string, @Body() { because, words }: ReopenRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (state, known) => reopen({ because, words }, state, known), context);
  }

  @Post('audit-satisfaction')
  @Permit('follow-up.audit-satisfaction')
  auditSatisfaction(@Id() id: string, @Body() request: AuditSatisfactionRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.run(id, (state, known) => auditSatisfaction({ ...request, by: context.actor.id }, state, known), context);
  }

  private run(id: string, decide: Decide, context: CommandContext, response: Readonly<Record<string, string>> = {}): Promise<Accepted> {
    return this.commands.run({ stream: { kind: 'complaint', id }, evolution: followUp, decide, response }, context);
  }
}

type Decide = (state: FollowUp, known: KnownComplaint) => readonly FollowUpFact[];

function inOrder({ from, to }: WindowRequest): WindowRequest {
  if (Date.parse(from) < Date.parse(to)) return { from, to };
  throw invalidRequest([{ field: 'window.to', message: 'must be later than window.from', remedy: 'name the beginning of the span first, then its end' }]);
}
