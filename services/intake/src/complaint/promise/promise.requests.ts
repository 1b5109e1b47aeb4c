import { Instant, Text, Uuid } from '@amends/runtime';

/** What the customer is promised, and by when. */
export class PromiseTimeRequest {
  @Uuid({ optional: true }) id?: string;
  @Text(4000) promise: string;
  @Instant() promisedFor: string;
}

/** Another time for what was promised. */
export class RevisePromiseRequest {
  @Instant() promisedFor: string;
  @Text(4000, { optional: true }) explanation?: string;
}

/** When the promise was kept; now when left out. */
export class KeepPromiseRequest {
  @Instant({ optional: true }) keptAt?: string;
}
