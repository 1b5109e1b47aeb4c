import { Clock, Database, EventLog, EventWriter, Ids, Relay, Transport } from '@amends/eventing';
import { Consumers, PlatformModule, Punctuality, Workers } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { DeadlineClock } from './clock/deadline-clock.js';
import { EscalationController } from './escalation/escalation.controller.js';
import { Ladder } from './escalation/ladder.js';
import { LedgerCommands } from './escalation/ledger-commands.js';
import { InboxLive } from './inbox/inbox-live.js';
import { InboxRows } from './inbox/inbox-rows.js';
import { InboxController } from './inbox/inbox.controller.js';
import { Inbox } from './inbox/inbox.js';
import { Places } from './inbox/slots.js';
import { LedgerConsumer } from './ledger/ledger.consumer.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { Pages } from './ledger/pages.js';
import { Noted } from './notices/noted.js';
import { NoticesWorker } from './notices/notices-worker.js';
import { NoticesController } from './notices/notices.controller.js';
import { noticesProviders } from './notices/notices.providers.js';
import { DryRuns } from './policy/dry-run.js';
import { Policies } from './policy/policies.js';
import { PolicyController } from './policy/policy.controller.js';
import { Retimer } from './policy/retimer.js';
import { Retimings } from './policy/retimings.js';
import { SuperiorsInForce } from './superiors/superiors-in-force.js';
import { SuperiorsController } from './superiors/superiors.controller.js';
import { superiorsProviders } from './superiors/superiors.providers.js';

/** Escalation: the ledger of what is owed, who above knows of it, and the one clock that turns what is overdue into a miss. */
@Module({
  imports: [PlatformModule.for('escalation')],
  controllers: [LedgerController, EscalationController, PolicyController, InboxController, SuperiorsController, NoticesController],
  providers: [
    Policies,
    Retimings,
    DryRuns,
    InboxRows,
    Inbox,
    InboxLive,
    ...superiorsProviders,
    ...noticesProviders,
    { provide: Places, useFactory: (superiors: SuperiorsInForce) => new Places(superiors), inject: [SuperiorsInForce] },
    { provide: Ladder, useFactory: (superiors: SuperiorsInForce) => new Ladder(superiors), inject: [SuperiorsInForce] },
    { provide: Pages, useFactory: (log: EventLog, writer: EventWriter, rows: InboxRows, noted: Noted) => new Pages(log, writer, rows, noted), inject: [EventLog, EventWriter, InboxRows, Noted] },
    {
      provide: LedgerCommands,
      useFactory: (database: Database, log: EventLog, pages: Pages, ladder: Ladder, policies: Policies, places: Places, clock: Clock, ids: Ids) => new LedgerCommands({ database, log, pages, ladder, policies, places, clock, ids }),
      inject: [Database, EventLog, Pages, Ladder, Policies, Places, Clock, Ids],
    },
  ],
})
export class EscalationModule {
  constructor(database: Database, consumers: Consumers, workers: Workers, transport: Transport, clock: Clock, pages: Pages, ladder: Ladder, policies: Policies, punctuality: Punctuality, superiors: SuperiorsInForce, notices: NoticesWorker, relay: Relay) {
    const ledger = consumers.add(new LedgerConsumer(pages, ladder, policies, clock));
    workers.add('superiors', superiors);
    workers.add('notices', notices);
    workers.add('retimer', new Retimer({ database, pages, ladder, policies, clock }));
    workers.add('deadline clock', new DeadlineClock({ database, pages, ladder, policies, ledger, transport, clock, punctuality, relay }));
  }
}
