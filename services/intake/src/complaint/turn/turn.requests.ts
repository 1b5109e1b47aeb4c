import { Text, Uuid, Word } from '@amends/runtime';

/** Ways to take a complaint back that a person may choose; erasing does so by itself. */
const WAYS = ['customer-withdrew', 'registered-by-mistake'] as const;

/** The contact that got out of hand. */
export class ReportHostilityRequest {
  @Uuid({ optional: true }) contactId?: string;
  @Text(4000, { optional: true }) note?: string;
}

/** The unit that a misdirected complaint belongs to. */
export class RedirectRequest {
  @Uuid({ optional: true }) id?: string;
  @Text(64) toUnit: string;
  @Text(4000, { optional: true }) note?: string;
}

/** Why the complaint is taken back. */
export class WithdrawRequest {
  @Word(WAYS) because: (typeof WAYS)[number];
  @Text(4000, { optional: true }) explanation?: string;
}
