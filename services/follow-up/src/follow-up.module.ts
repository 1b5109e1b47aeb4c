import { PlatformModule } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { FollowUpController } from './follow-up.controller.js';
import { HistoryController } from './history.controller.js';

/** Follow-up: did it hold, and is the customer satisfied. */
@Module({
  imports: [PlatformModule.for('follow-up')],
  controllers: [FollowUpController, HistoryController],
})
export class FollowUpModule {}
