import { PlatformModule } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { ComplaintController } from './complaint/complaint.controller.js';
import { References } from './complaint/references.js';
import { WordsController } from './complaint/words.controller.js';
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
import { Looks } from './customer/looks.js';
import { HistoryController } from './history/history.controller.js';

/** Intake: what the customer says, whatever the channel. */
@Module({
  imports: [PlatformModule.for('intake')],
  controllers: [ComplaintController, WordsController, CustomerController, FindCustomersController, EraseController, HistoryController],
  providers: [
    References,
    CustomerStandings, CustomerCommands, CustomerComplaints, CustomerHistories, CustomerSearch, Customers, Looks,
    Erasing, ErasingGoesOn, Erasures,
  ],
})
export class IntakeModule {}
