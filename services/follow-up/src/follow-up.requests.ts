import { Flag, Instant, Nested, Text, Uuid, Whole, Word } from '@amends/runtime';
import { UNANSWERED, type Outcome } from './decide.js';

/** A span of time, in UTC. */
export class WindowRequest {
  @Instant() from: string;
  @Instant() to: string;
}

/** When to call; without a window in the next hours that suit the customer. */
export class ScheduleCallRequest {
  @Uuid({ optional: true }) id?: string;
  @Nested(() => WindowRequest, { optional: true }) window?: WindowRequest;
}

/** What came of a call, and which one it was. */
export class RecordCallRequest {
  @Word(['reached', ...UNANSWERED]) outcome: Outcome;
  @Uuid({ optional: true }) callId?: string;
  @Uuid({ optional: true }) contactId?: string;
  @Instant({ optional: true }) startedAt?: string;
}

/** What the customer said: a score from 1 (not at all) to 5 (entirely satisfied), and their words. */
export class ConfirmSatisfactionRequest {
  @Whole(1, 5, { optional: true }) score?: number;
  @Uuid({ optional: true }) contactId?: string;
  @Text(undefined, { optional: true }) words?: string;
}

/** What is still wrong; `reopen` begins the next round in the same request. */
export class ReportDissatisfactionRequest extends ConfirmSatisfactionRequest {
  @Flag({ optional: true }) reopen?: boolean;
}

/** Why it is taken up again. */
export class ReopenRequest {
  @Word(['customer-dissatisfied', 'same-cause-again']) because: 'customer-dissatisfied' | 'same-cause-again';
  @Text(undefined, { optional: true }) words?: string;
}

/** What the customer said when somebody else asked again. */
export class AuditSatisfactionRequest {
  @Flag() agrees: boolean;
  @Whole(1, 5, { optional: true }) score?: number;
  @Text(4000, { optional: true }) note?: string;
}

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
