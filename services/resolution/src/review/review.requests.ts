import { Instant, Text, Uuid } from '@amends/runtime';

/** What is looked at again. */
export class OpenReviewRequest {
  @Uuid({ optional: true }) id?: string;
  /** The cause that the complaint was resolved with, unless another one is named. */
  @Text(120, { optional: true }) cause?: string;
  @Text(4000, { optional: true }) note?: string;
}

/** What will be done about the cause, by whom and by when. */
export class DecideImprovementRequest {
  @Uuid({ optional: true }) id?: string;
  @Uuid({ optional: true }) reviewId?: string;
  @Text(120, { optional: true }) cause?: string;
  @Text(64) unit: string;
  @Uuid({ optional: true }) staff?: string;
  @Instant() dueAt: string;
  @Text(4000, { optional: true }) improvement?: string;
}

/** What was done. */
export class CompleteImprovementRequest {
  @Text(4000, { optional: true }) note?: string;
}
