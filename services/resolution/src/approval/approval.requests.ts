import { Text, Uuid } from '@amends/runtime';

/** Which remedy somebody else is asked to agree to. */
export class RequestApprovalRequest {
  @Uuid({ optional: true }) id?: string;
  /** The offer or counter-proposal that holds it. */
  @Uuid() remedyOf: string;
  /** Needed where an offer that is not answered yet has several. */
  @Uuid({ optional: true }) optionId?: string;
  @Text(4000, { optional: true }) note?: string;
}
