import { Refusal } from '@amends/decider';
import { Clock, Database, parkedOf, Quarantine, type CommandContext, type Transaction } from '@amends/eventing';
import { Bulk, Context, invalidRequest, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { ActivitiesRequest, ActivityRequest, SourceCompleteRequest } from './activity.requests.js';
import { InboundActivity } from './inbound-activity.js';
import { Arrivals } from './arrivals.js';
import type { Stored } from './activities.js';
import { isAhead } from './is-ahead.js';
import { ALL_PARTITIONS, Watermarks } from './watermarks.js';

/** What became of many activities. */
export interface Taken {
  readonly taken: number;
  /** Told before with the same content: nothing is added. */
  readonly repeated: number;
  /** Told before with other content: the first stays, these are in quarantine. */
  readonly differing: readonly { readonly source: string; readonly activityId: string }[];
}

/** What the company's own systems tell by HTTP of what its customers did. */
@Controller('api/follow-up')
export class ActivityController {
  constructor(
    private readonly database: Database,
    private readonly arrivals: Arrivals,
    private readonly watermarks: Watermarks,
    private readonly quarantine: Quarantine,
    private readonly clock: Clock,
  ) {}

  @Post('activity')
  @Permit('follow-up.tell-activity')
  async one(@Body() request: ActivityRequest, @Context() context: CommandContext): Promise<{ activityId: string; repeated: boolean }> {
    this.mustNotBeAhead(request.happenedAt, 'happenedAt');
    const { fresh, differing } = await this.take([request], context);
    if (differing.size > 0) throw new Refusal('follow-up.activity-differs', 'This source told another activity under this id before.', 'Give every activity an id of its own; an operator finds this one in the quarantine.');
    return { activityId: request.activityId, repeated: fresh === 0 };
  }

  @Post('activities')
  @Bulk()
  @Permit('follow-up.tell-activity')
  async many(@Body() { items }: ActivitiesRequest, @Context() context: CommandContext): Promise<Taken> {
    items.forEach(({ happenedAt }, index) => this.mustNotBeAhead(happenedAt, `items[${index}].happenedAt`));
    const { fresh, differing } = await this.take(items, context);
    const named = [...differing].map((place) => ({ source: items[place]!.source, activityId: items[place]!.activityId }));
    return { taken: fresh, repeated: items.length - fresh - named.length, differing: named };
  }

  @Post('activities/complete')
  @Permit('follow-up.tell-activity')
  async complete(@Body() { source, until }: SourceCompleteRequest, @Context() context: CommandContext): Promise<{ source: string }> {
    this.mustNotBeAhead(until, 'until');
    await this.database.transaction((transaction) => this.watermarks.tell(transaction, [{ source, until, partition: ALL_PARTITIONS }], context));
    return { source };
  }

  private take(items: readonly ActivityRequest[], context: CommandContext): Promise<Stored> {
    return this.database.transaction(async (transaction) => {
      const stored = await this.arrivals.take(transaction, items, context);
      await this.keep(transaction, [...stored.differing].map((place) => items[place]!));
      return stored;
    });
  }

  /** Both stay for the operator: the first where it was, the other in quarantine, as if it had come on the topic. */
  private async keep(transaction: Transaction, differing: readonly ActivityRequest[]): Promise<void> {
    const messages = differing.map((one) => ({
      offset: 0n, partition: ALL_PARTITIONS, key: Buffer.from(one.customer), headers: { ce_type: 'CustomerActivity' }, value: Buffer.from(JSON.stringify(one)),
    }));
    await this.quarantine.park(transaction, InboundActivity.NAME, messages.map((message) => parkedOf('customer-activity', { message, reason: InboundActivity.DIFFERS })));
  }

  private mustNotBeAhead(instant: string, field: string): void {
    if (!isAhead(instant, this.clock.now())) return;
    throw invalidRequest([{ field, message: 'must not lie in the future', remedy: 'tell what has happened; check the clock and the time zone of the source' }]);
  }
}
