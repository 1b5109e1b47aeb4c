import { Instant, Nested, Text } from '@amends/runtime';

/** A customer of another system, without a name. */
export class PastCustomerRequest {
  /** The company's own reference of the customer. */
  @Text(120) ownReference: string;
  /** When the customer is first met in the source. */
  @Instant() since: string;
}

/** Many customers of one source. */
export class ImportCustomersRequest {
  @Text(64) source: string;
  @Nested(() => PastCustomerRequest, { many: 5000 }) items: PastCustomerRequest[];
}
