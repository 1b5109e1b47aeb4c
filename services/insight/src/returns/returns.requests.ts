import { Text } from '@amends/runtime';

/** Which source to report on; all of them when left out. */
export class ReturnsRequest {
  /** `live`, or the name of an imported history. */
  @Text(64, { optional: true }) readonly source?: string;
}
