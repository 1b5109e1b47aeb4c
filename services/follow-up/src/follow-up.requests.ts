import { Instant, Nested, Text, Uuid, Word } from '@amends/runtime';

/** Why it is taken up again. */
export class ReopenRequest {
  @Word(['customer-dissatisfied', 'same-cause-again']) because: 'customer-dissatisfied' | 'same-cause-again';
  @Text(undefined, { optional: true }) words?: string;
}

/** Nothing more need be said to close. */
export class CloseRequest {}

/** One thing that the source says happened after the resolution. */
export class FollowUpPastStep {
  @Uuid() id: string;
  @Instant() at: string;
  @Word(['reopen', 'close']) kind: 'reopen' | 'close';
}

/** The past of one complaint in follow-up. */
export class FollowUpPast {
  @Uuid() complaint: string;
  @Text(200, { optional: true, many: 16 }) seen?: string[];
  @Nested(() => FollowUpPastStep, { many: 500 }) steps: FollowUpPastStep[];
}

/** The past of many complaints. */
export class ImportFollowUpRequest {
  @Nested(() => FollowUpPast, { many: 5000 }) items: FollowUpPast[];
}
