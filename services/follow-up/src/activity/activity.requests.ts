import { ACTIVITY_KINDS, type ActivityKind } from '@amends/contracts';
import { Instant, Nested, Text, Uuid, Word } from '@amends/runtime';

/** Something that a customer did with the company, as one of its own systems tells it. */
export class ActivityRequest {
  /** Which system tells it; within it nobody gives two activities the same id. */
  @Text(64) source: string;
  @Text(120) activityId: string;
  /** The company's own reference of the customer. */
  @Text(120) customer: string;
  @Word(ACTIVITY_KINDS) kind: ActivityKind;
  @Instant() happenedAt: string;
  /** The complaint whose compensation paid for it: no return then. */
  @Uuid({ optional: true }) paidWithCompensationOf?: string;
}

/** Many activities at once. */
export class ActivitiesRequest {
  @Nested(() => ActivityRequest, { many: 5000 }) items: ActivityRequest[];
}

/** A source has told everything up to an instant. */
export class SourceCompleteRequest {
  @Text(64) source: string;
  @Instant() until: string;
}
