import { REASONS_TO_DECLINE } from '@amends/contracts';
import { Text, Uuid, Word } from '@amends/runtime';

/** Who owns the complaint from now on. */
export class AssignRequest {
  @Text(64) unit: string;
  @Uuid({ optional: true }) staff?: string;
}

/** To whom the complaint is offered. */
export class HandOverRequest {
  @Uuid({ optional: true }) id?: string;
  @Text(64) toUnit: string;
  @Uuid({ optional: true }) toStaff?: string;
  @Text(4000, { optional: true }) note?: string;
}

/** Why the unit does not take it. */
export class DeclineHandOverRequest {
  @Word(REASONS_TO_DECLINE) because: (typeof REASONS_TO_DECLINE)[number];
  @Text(4000, { optional: true }) explanation?: string;
}
