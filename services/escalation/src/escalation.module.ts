import { Clock, Database, EventLog, EventWriter, Transport } from '@amends/eventing';
import { Consumers, PlatformModule, Workers } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { DeadlineClock } from './clock/deadline-clock.js';
import { LedgerConsumer } from './ledger/ledger.consumer.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { Pages } from './ledger/pages.js';

/** Escalation: the ledger of what is owed, and the one clock that turns what is overdue into a miss. */
@Module({
  imports: [PlatformModule.for('escalation')],
  controllers: [LedgerController],
})
export class EscalationModule {
  constructor(database: Database, log: EventLog, writer: EventWriter, consumers: Consumers, workers: Workers, transport: Transport, clock: Clock) {
    const pages = new Pages(log, writer);
    const ledger = consumers.add(new LedgerConsumer(pages, clock));
    workers.add('deadline clock', new DeadlineClock(database, pages, ledger, transport, clock));
  }
}
