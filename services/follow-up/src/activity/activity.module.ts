import { Consumers, PlatformModule } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { Activities } from './activities.js';
import { ActivityController } from './activity.controller.js';
import { Complainants } from './complainants.js';
import { InboundActivity } from './inbound-activity.js';
import { Arrivals } from './arrivals.js';
import { KnownCustomers } from './known-customers.js';
import { Returns } from './returns.js';
import { Watermarks } from './watermarks.js';

/** Customer activity: did they come back. */
@Module({
  imports: [PlatformModule.for('follow-up')],
  controllers: [ActivityController],
  providers: [Activities, Complainants, InboundActivity, Arrivals, KnownCustomers, Returns, Watermarks],
})
export class ActivityModule {
  constructor(consumers: Consumers, customers: KnownCustomers, inbound: InboundActivity, _complainants: Complainants) {
    consumers.add(customers);
    consumers.addInbound(inbound);
  }
}
