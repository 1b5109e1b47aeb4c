import { PlatformModule } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { ComplaintController } from './complaint/complaint.controller.js';
import { References } from './complaint/references.js';
import { WordsController } from './complaint/words.controller.js';
import { CustomerController } from './customer/customer.controller.js';
import { CustomerStandings } from './customer/customer-standings.js';
import { Customers } from './customer/customers.js';
import { Looks } from './customer/looks.js';
import { HistoryController } from './history/history.controller.js';

/** Intake: what the customer says, whatever the channel. */
@Module({
  imports: [PlatformModule.for('intake')],
  controllers: [ComplaintController, WordsController, CustomerController, HistoryController],
  providers: [References, CustomerStandings, Customers, Looks],
})
export class IntakeModule {}
