import { LIFE_CYCLE_STAGES, TIERS } from '@amends/contracts';
import { Matching, Nested, Text, Uuid, Whole, Word } from '@amends/runtime';

/** A span of local time in which it is convenient to call. */
export class ConvenientHoursRequest {
  @Whole(1, 7, { many: 7 }) weekdays: number[];
  @Matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day', '18:00') from: string;
  @Matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day', '20:30') to: string;
}

/** A customer as they introduce themselves. */
export class RegisterCustomerRequest {
  @Uuid({ optional: true }) id?: string;
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

/** What a caller says of themselves; give one of them. */
export class FindCustomersQuery {
  @Text(40, { optional: true }) phone?: string;
  @Text(254, { optional: true }) email?: string;
  @Text(120, { optional: true }) ownReference?: string;
  @Text(200, { optional: true }) reason?: string;
}

/** Why somebody looks at clear text; kept with who looked. */
export class LookQuery {
  @Text(200) reason: string;
}
