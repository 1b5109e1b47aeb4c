import { Text, Uuid } from '../requests/decorators.js';

/** Which parked messages to list. */
export class ListQuarantine {
  @Text(100, { optional: true }) readonly consumer?: string;
  @Uuid({ optional: true }) readonly subject?: string;
}
