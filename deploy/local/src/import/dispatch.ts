import { setTimeout as sleep } from 'node:timers/promises';
import type { PastSource } from './bulk-wire.js';
import type { Checkpoint } from './checkpoint.js';
import type { HistoryClient } from './history-client.js';
import { ImportFailure } from './import-failure.js';
import { Pace } from './pace.js';
import type { PastComplaint } from './past-complaint.js';
import { Sender, type Sent } from './sender.js';

const CHECKPOINT_MS = 1_000;
/** When nothing goes through for so long, nothing will: a restarted service is back in seconds. */
const STALLED_MS = 5 * 60_000;

/** Sends the complaints of an import, behind live traffic; keeps how far it is, and notices when it is not getting any further. */
export class Dispatch {
  private readonly pace: Pace;
  private readonly sender: Sender;
  private readonly ended = new AbortController();

  constructor(
    private readonly client: HistoryClient,
    private readonly checkpoint: Checkpoint,
    private readonly signal: AbortSignal,
    source: PastSource,
    told: Sent,
  ) {
    this.pace = new Pace(() => client.lag(), () => this.sender.wake());
    this.sender = new Sender(client, source, told, this.pace);
  }

  /** How long it has waited for consumers. */
  get pausedMs(): number {
    return this.pace.pausedMs;
  }

  /** Sends all that `addAll` adds, and returns when it has arrived. Throws ImportFailure when the import cannot go on. */
  async send(addAll: (add: (complaint: PastComplaint) => Promise<void>) => Promise<void>): Promise<void> {
    const stop = () => this.sender.fail(stopped());
    this.signal.addEventListener('abort', stop, { once: true });
    const watching = [this.pace.watch(this.ended.signal), this.watch(this.ended.signal)];
    try {
      if (this.signal.aborted) stop();
      await addAll((complaint) => this.sender.add(complaint));
      await this.sender.allArrived();
    } finally {
      this.signal.removeEventListener('abort', stop);
      this.ended.abort();
      await Promise.all(watching);
      await this.save();
    }
  }

  /** A head that can't be asked for now is asked for in a second; the checkpoint then stays as it was. */
  async save(): Promise<void> {
    const head = await intakeHead(this.client).catch(() => undefined);
    if (head !== undefined) await this.checkpoint.save(head);
  }

  /** Writes how far it is, and notices when it is not getting any further. */
  private async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(CHECKPOINT_MS, undefined, { signal }).catch(() => undefined);
      await this.save();
      if (Date.now() - this.sender.lastAcceptedAt < STALLED_MS) continue;
      const reason = this.pace.isOpen ? this.sender.trouble : 'the consumers do not get on';
      return this.sender.fail(new ImportFailure(`Nothing went through for ${STALLED_MS / 60_000} minutes: ${reason}`, 'Look what is wrong (npx amends status), and give the same command again: it goes on where it was.'));
    }
  }
}

/** Somebody stopped the import. */
export const stopped = (): ImportFailure => new ImportFailure('The import was stopped.', 'The same command goes on where it was.');

/** How long intake's log is: another database has a shorter one. */
export async function intakeHead(client: Pick<HistoryClient, 'lag'>): Promise<bigint> {
  const services = await client.lag();
  return BigInt(services.find(({ service }) => service === 'intake')?.log?.head ?? 0);
}
