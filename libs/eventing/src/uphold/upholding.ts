import type { RecordedEvent } from '@amends/contracts';
import type { CommandContext } from '../commands/context.js';

/** What a service does of itself when it hears something: schedules the call, closes what is discharged. */
export interface Upholding {
  /** Names it among the others of its service, for ever: what was noted under a name is done under it. */
  readonly name: string;
  /** Whether something is to be done about this event; asked for every live event of every complaint, so it must be cheap and pure. */
  wants(event: RecordedEvent): boolean;
  /**
   * Does it, mostly by one command with ids derived from the event's. May be called again for the same event after a crash. A Refusal
   * says that it is no longer wanted, which ends it; any other error is tried again.
   */
  uphold(event: RecordedEvent, context: CommandContext): Promise<unknown>;
}
