import { Clock, Database, EventLog, EventWriter, Ids, Transport } from '@amends/eventing';
import { Company, Consumers, PlatformModule, Workers } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { DeadlineClock } from './clock/deadline-clock.js';
import { EscalationController } from './escalation/escalation.controller.js';
import { Ladder } from './escalation/ladder.js';
import { LedgerCommands } from './escalation/ledger-commands.js';
import { LedgerConsumer } from './ledger/ledger.consumer.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { Pages } from './ledger/pages.js';

/** Escalation: the ledger of what is owed, who above knows of it, and the one clock that turns what is overdue into a miss. */
@Module({
  imports: [PlatformModule.for('escalation')],
  controllers: [LedgerController, EscalationController],
  providers: [
    { provide: Ladder, useFactory: (company: Company) => new Ladder(company), inject: [Company] },
    { provide: Pages, useFactory: (log: EventLog, writer: EventWriter) => new Pages(log, writer), inject: [EventLog, EventWriter] },
    {
      provide: LedgerCommands,
      useFactory: (database: Database, log: EventLog, pages: Pages, ladder: Ladder, clock: Clock, ids: Ids) => new LedgerCommands({ database, log, pages, ladder, clock, ids }),
      inject: [Database, EventLog, Pages, Ladder, Clock, Ids],
    },
  ],
})
export class EscalationModule {
  constructor(database: Database, consumers: Consumers, workers: Workers, transport: Transport, clock: Clock, pages: Pages, ladder: Ladder) {
    const ledger = consumers.add(new LedgerConsumer(pages, ladder, clock));
    workers.add('deadline clock', new DeadlineClock(database, pages, ladder, ledger, transport, clock));
  }
}
