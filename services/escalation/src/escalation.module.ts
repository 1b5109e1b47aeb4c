import { Clock, Database, EventLog, EventWriter, Transport } from '@amends/eventing';
import { Consumers, PlatformModule } from '@amends/runtime';
import { Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DeadlineClock } from './clock/deadline-clock.js';
import { LedgerConsumer } from './ledger/ledger.consumer.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { Pages } from './ledger/pages.js';

/** Escalation: the ledger of what is owed, and the one clock that turns what is overdue into a miss. */
@Module({
  imports: [PlatformModule.for('escalation')],
  controllers: [LedgerController],
})
export class EscalationModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('escalation');
  private readonly deadlines: DeadlineClock;

  constructor(database: Database, log: EventLog, writer: EventWriter, consumers: Consumers, transport: Transport, clock: Clock) {
    const pages = new Pages(log, writer);
    const ledger = consumers.add(new LedgerConsumer(pages, clock));
    this.deadlines = new DeadlineClock(database, pages, ledger, transport, clock);
  }

  onApplicationBootstrap(): void {
    this.deadlines.start((error) => this.logger.warn(error, 'deadline clock'));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.deadlines.stop();
  }
}
