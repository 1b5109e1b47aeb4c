import type { Transport } from '../transport/transport.js';
import type { Quarantine } from './quarantine.js';

/** Tells the dead-letter topic what was parked, at least once; its trouble holds nothing up and is tried again at the next step. */
export class DeadLetters {
  /** Whether there may be parked messages that the topic was not told of: at first, because of a former process. */
  private untold = true;

  constructor(
    private readonly quarantine: Quarantine,
    private readonly transport: Transport,
  ) {}

  /** Something was, or was not, parked. */
  note(parked: boolean): void {
    this.untold ||= parked;
  }

  async tell(): Promise<void> {
    if (!this.untold) return;
    try {
      const letters = await this.quarantine.unmirrored();
      if (letters.length > 0) {
        await this.transport.publish(letters.map(({ letter }) => letter));
        await this.quarantine.markMirrored(letters.map(({ id }) => id));
      }
      this.untold = letters.length > 0;
    } catch {
      this.untold = true;
    }
  }
}
