import { Consumer, InboundConsumer, Seen, type Clock, type Database, type Handler, type InboundHandler, type Quarantine, type Transport } from '@amends/eventing';
import type { LogName } from '@amends/contracts';

/** What a consumer cannot do for the moment. */
export interface Trouble {
  readonly message: string;
  readonly since: number;
}

/** A consumer that has not failed for so long is well again. */
const WELL_AFTER_MS = 10_000;

/** The consumers of one service: its module adds a handler for each, and the process starts and stops them. */
export class Consumers {
  private readonly consumers: Consumer[] = [];
  private readonly inbound: InboundConsumer[] = [];
  private readonly troubles = new Map<string, Trouble>();
  private started = false;
  private waiting: Seen | undefined;

  constructor(
    private readonly database: Database,
    private readonly transport: Transport,
    private readonly quarantine: Quarantine,
    private readonly clock: Clock,
    private readonly own: LogName | undefined,
    private readonly report: (consumer: string, error: unknown) => void,
  ) {}

  /** Adds a consumer for the handler; only before the start, best in the constructor of the service's module. */
  add(handler: Handler): Consumer {
    this.mustBeNew(handler.name);
    const consumer = new Consumer(handler, this.database, this.transport, this.quarantine, this.clock);
    consumer.onHandled(() => this.troubles.delete(handler.name));
    this.consumers.push(consumer);
    return consumer;
  }

  /** Adds a consumer for messages that are no events of Amends; nobody waits to have seen them. */
  addInbound(handler: InboundHandler): InboundConsumer {
    this.mustBeNew(handler.name);
    const consumer = new InboundConsumer(handler, this.database, this.transport, this.quarantine, this.clock);
    this.inbound.push(consumer);
    return consumer;
  }

  /** All consumers, those of events first, in the order in which they were added. */
  all(): readonly (Consumer | InboundConsumer)[] {
    return [...this.consumers, ...this.inbound];
  }

  /** The consumer of that handler's name. */
  find(name: string): Consumer | InboundConsumer | undefined {
    return this.all().find(({ handler }) => handler.name === name);
  }

  /** Waits for what clients have seen elsewhere; covers all consumers, so first asked for after the last one was added. */
  seen(): Seen {
    this.started = true;
    this.waiting ??= new Seen(this.database, this.clock, this.own, this.consumers);
    return this.waiting;
  }

  /** Consumers that failed lately, and how. */
  troubled(): ReadonlyMap<string, Trouble> {
    for (const [name, { since }] of this.troubles) if (this.clock.now() - since > WELL_AFTER_MS) this.troubles.delete(name);
    return this.troubles;
  }

  start(): void {
    this.seen();
    for (const consumer of this.all()) consumer.start((error) => this.fail(consumer.handler.name, error));
  }

  async stop(): Promise<void> {
    await Promise.all(this.all().map((consumer) => consumer.stop()));
  }

  private mustBeNew(name: string): void {
    if (this.started) throw new Error(`the consumer ${name} comes too late: add it while the module is made`);
    if (this.find(name)) throw new Error(`there are two consumers called ${name}`);
  }

  private fail(name: string, error: unknown): void {
    this.troubles.set(name, { message: error instanceof Error ? error.name : 'unknown', since: this.clock.now() });
    this.report(name, error);
  }
}
