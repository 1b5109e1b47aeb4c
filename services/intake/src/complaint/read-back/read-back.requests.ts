import { Nested, Text, Uuid } from '@amends/runtime';
import { StatementRequest } from '../complaint.requests.js';

/** The statement that was repeated to the customer, and found right. */
export class ConfirmReadBackRequest {
  @Uuid() statementId: string;
  @Uuid({ optional: true }) contactId?: string;
}

/** The statement that was repeated to the customer, what they put right, and perhaps the statement in its corrected words. */
export class CorrectReadBackRequest {
  @Uuid({ optional: true }) id?: string;
  @Uuid() statementId: string;
  @Uuid({ optional: true }) contactId?: string;
  @Text() correction: string;
  @Nested(() => StatementRequest, { optional: true }) corrected?: StatementRequest;
}
