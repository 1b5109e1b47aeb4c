import { REASONS_UNKNOWN } from '@amends/contracts';
import { Text, Uuid, Word } from '@amends/runtime';

/** A question to the customer or to colleagues that is to lead to the true cause. */
export class AskCauseRequest {
  @Uuid({ optional: true }) id?: string;
  @Text() question: string;
  @Text(undefined, { optional: true }) answer?: string;
}

/** The true cause, as a code of the company, and the unit that it lies with, if it lies with the company. */
export class NameCauseRequest {
  @Text(120) cause: string;
  @Text(64, { optional: true }) ownerUnit?: string;
  @Text(undefined, { optional: true }) evidence?: string;
}

/** Why the cause stays unknown. */
export class CauseUnknownRequest {
  @Word(REASONS_UNKNOWN) because: (typeof REASONS_UNKNOWN)[number];
  @Text(undefined, { optional: true }) explanation?: string;
}
