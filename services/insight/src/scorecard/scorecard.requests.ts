import { Instant, Word } from '@amends/runtime';
import { GROUPS, type GroupBy } from './groups.js';

/** Which complaints to total up, and by what; all in one group when `by` is left out. */
export class TotalsRequest {
  @Word(Object.keys(GROUPS), { optional: true }) readonly by?: GroupBy;
  /** Received at or after. */
  @Instant({ optional: true }) readonly from?: string;
  /** Received before. */
  @Instant({ optional: true }) readonly to?: string;
}
