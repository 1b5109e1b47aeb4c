import { Commands, Upholder } from '@amends/eventing';
import { Looks, PlatformModule, Words, wordsController, Workers } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { AttachmentController } from './attachment/attachment.controller.js';
import { Files } from './attachment/files.js';
import { CoachController } from './coach/coach.controller.js';
import { CauseController } from './complaint/cause/cause.controller.js';
import { ComplaintController } from './complaint/complaint.controller.js';
import { LinkController } from './complaint/link/link.controller.js';
import { Links } from './complaint/link/links.js';
import { PromiseController } from './complaint/promise/promise.controller.js';
import { ReadBackController } from './complaint/read-back/read-back.controller.js';
import { References } from './complaint/references.js';
import { TurnController } from './complaint/turn/turn.controller.js';
import { CorrespondenceController } from './correspondence/correspondence.controller.js';
import { CustomerController } from './customer/customer.controller.js';
import { CustomerStandings } from './customer/customer-standings.js';
import { CustomerCommands } from './customer/customer-commands.js';
import { CustomerComplaints } from './customer/customer-complaints.js';
import { CustomerHistories } from './customer/customer-histories.js';
import { CustomerSearch } from './customer/customer-search.js';
import { Customers } from './customer/customers.js';
import { EraseController } from './customer/erase.controller.js';
import { Erasing } from './customer/erasing.js';
import { ErasingGoesOn } from './customer/erasing-goes-on.js';
import { Erasures } from './customer/erasures.js';
import { FindCustomersController } from './customer/find-customers.controller.js';
import { HistoryController } from './history/history.controller.js';
import { PastCustomersController } from './history/past-customers.controller.js';
import { PastCustomers } from './history/past-customers.js';
import { AcknowledgeByMessage } from './uphold/acknowledge-by-message.js';

/** Intake: what the customer says, whatever the channel. */
@Module({
  imports: [PlatformModule.for('intake')],
  controllers: [
    ComplaintController,
    ReadBackController,
    CauseController,
    PromiseController,
    TurnController,
    LinkController,
    CorrespondenceController,
    CoachController,
    AttachmentController,
    wordsController('intake', 'intake.read-words'),
    CustomerController,
    FindCustomersController,
    EraseController,
    HistoryController,
    PastCustomersController,
  ],
  providers: [
    References, Links, Files, Words,
    CustomerStandings, CustomerCommands, CustomerComplaints, CustomerHistories, CustomerSearch, Customers, Looks,
    Erasing, ErasingGoesOn, Erasures, PastCustomers,
  ],
})
export class IntakeModule {
  constructor(upholder: Upholder, commands: Commands, workers: Workers, erasing: ErasingGoesOn) {
    upholder.add(new AcknowledgeByMessage(commands));
    workers.add('erasing', erasing);
  }
}
