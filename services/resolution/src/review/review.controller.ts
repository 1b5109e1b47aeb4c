import { fold } from '@amends/decider';
import { Commands, EventLog, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { mustBeUnit } from '../must-be-unit.js';
import { onComplaint } from '../on-complaint.js';
import { resolution } from '../resolution.js';
import { Causes } from '../resolving/causes.js';
import { completeImprovement, decideImprovement, openReview, verifyImprovement } from './decide.js';
import { CompleteImprovementRequest, DecideImprovementRequest, OpenReviewRequest } from './review.requests.js';

/** Commands of principle 3; they go on after a complaint is closed. */
@Controller('api/resolution/complaints/:id')
export class ReviewController {
  constructor(
    private readonly commands: Commands,
    private readonly log: EventLog,
    private readonly causes: Causes,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post('open-review')
  @Permit('resolution.open-review')
  open(@Id() id: string, @Body() { cause, note, ...request }: OpenReviewRequest, @Context() context: CommandContext): Promise<Accepted> {
    const reviewId = request.id ?? this.ids.next();
    return this.commands.run({ ...onComplaint(id), decide: (state) => openReview({ reviewId, cause, note }, state), response: { reviewId } }, context);
  }

  @Post('decide-improvement')
  @Permit('resolution.decide-improvement')
  decide(@Id() id: string, @Body() request: DecideImprovementRequest, @Context() context: CommandContext): Promise<Accepted> {
    const { unit, staff = null, reviewId, cause, dueAt, improvement } = request;
    mustBeUnit(this.company, unit, 'unit');
    const improvementId = request.id ?? this.ids.next();
    const command = { improvementId, reviewId, newReviewId: this.ids.next(), cause, owner: { unit, staff }, dueAt, improvement, now: context.now };
    return this.commands.run({ ...onComplaint(id), decide: (state) => decideImprovement(command, state), response: { improvementId } }, context);
  }

  @Post('improvements/:improvement/complete')
  @Permit('resolution.complete-improvement')
  complete(@Id() id: string, @Id('improvement') improvementId: string, @Body() { note }: CompleteImprovementRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state) => completeImprovement({ improvementId, note }, state) }, context);
  }

  @Post('improvements/:improvement/verify')
  @Permit('resolution.verify-improvement')
  async verify(@Id() id: string, @Id('improvement') improvementId: string, @Context() context: CommandContext): Promise<Accepted> {
    const complaintsSince = await this.complaintsSince(id, improvementId);
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state) => verifyImprovement({ improvementId, complaintsSince }, state) }, context);
  }

  /** 0 also for an improvement that was not made: deciding refuses that. */
  private async complaintsSince(id: string, improvementId: string): Promise<number> {
    const { reviewing } = fold(resolution, await this.log.read({ kind: 'complaint', id }));
    const { cause = null, completedAt = null } = reviewing.improvements.find((one) => one.id === improvementId) ?? {};
    return cause !== null && completedAt !== null ? this.causes.since(cause, completedAt) : 0;
  }
}
