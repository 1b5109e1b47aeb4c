import { LIFE_CYCLE_STAGES, TIERS } from '@amends/contracts';
import { Matching, Nested, Text, Uuid, Whole, Word } from '@amends/runtime';

/** A span of local time in which it is convenient to call. */
export class ConvenientHoursRequest {
  @Whole(1, 7, { many: 7 }) weekdays: number[];
  @Matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day', '18:00') from: string;
  @Matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day', '20:30') to: string;
}

/** What is known of a customer; what is left out is not known, or stays as it is. */
class CustomerFields {
  @Text(120, { optional: true }) ownReference?: string;
  @Text(200, { optional: true }) name?: string;
  @Text(40, { optional: true }) phone?: string;
  @Text(254, { optional: true }) email?: string;
  @Text(500, { optional: true }) address?: string;
  @Word(TIERS, { optional: true }) tier?: (typeof TIERS)[number];
  @Word(LIFE_CYCLE_STAGES, { optional: true }) stage?: (typeof LIFE_CYCLE_STAGES)[number];
  @Text(35, { optional: true }) language?: string;
  @Text(64, { optional: true }) zone?: string;
  @Nested(() => ConvenientHoursRequest, { optional: true, many: 21 }) convenientHours?: ConvenientHoursRequest[];
}

/** A customer as they introduce themselves. */
export class RegisterCustomerRequest extends CustomerFields {
  @Uuid({ optional: true }) id?: string;
}

/** What may be no longer known of a customer. */
const FORGETTABLE = ['ownReference', 'name', 'phone', 'email', 'address'] as const;

/** What is another with a customer; `forget` names what is no longer known. */
export class ReviseCustomerRequest extends CustomerFields {
  @Word(FORGETTABLE, { optional: true, many: 5 }) forget?: (typeof FORGETTABLE)[number][];
}

/** The record that is the same customer, or was not after all. */
export class MergeRequest {
  @Uuid() merged: string;
}

/** Why somebody is erased. */
export class EraseRequest {
  @Word(['customer-asked', 'retention-over', 'other']) because: 'customer-asked' | 'retention-over' | 'other';
}

/** What a caller says of themselves; give one of them. */
export class FindCustomersQuery {
  @Text(40, { optional: true }) phone?: string;
  /** The last digits of the number, four at least. */
  @Matching(/^\d{4,15}$/, 'must be 4 to 15 digits', '4567', { optional: true }) phoneEnd?: string;
  @Text(200, { optional: true }) name?: string;
  @Text(254, { optional: true }) email?: string;
  @Text(120, { optional: true }) ownReference?: string;
  @Text(200, { optional: true }) reason?: string;
}
