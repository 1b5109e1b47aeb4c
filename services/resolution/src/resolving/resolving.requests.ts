import { WAYS_TO_RESOLVE } from '@amends/contracts';
import { Text, Uuid, Word } from '@amends/runtime';

/** What was asked, in the words that were sent. */
export class AwaitCustomerRequest {
  @Uuid({ optional: true }) id?: string;
  @Text(4000, { optional: true }) question?: string;
}

/** What the customer answered. */
export class RecordAnswerRequest {
  @Text(undefined, { optional: true }) answer?: string;
}

/** How it was put right. */
export class ResolveRequest {
  @Word(WAYS_TO_RESOLVE) how: (typeof WAYS_TO_RESOLVE)[number];
  @Text(120, { optional: true }) cause?: string;
  @Text(4000, { optional: true }) explanation?: string;
}
