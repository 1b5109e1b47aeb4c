import { Commands, Upholder } from '@amends/eventing';
import { PlatformModule } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { ActivityModule } from './activity/activity.module.js';
import { FollowUpController } from './follow-up.controller.js';
import { HistoryController } from './history.controller.js';
import { ReadVersions } from './read-versions.js';
import { CallWhenOwed, CloseWhenDischarged, SilenceCounts } from './upholdings.js';

/** Follow-up: did it hold, and is the customer satisfied. */
@Module({
  imports: [PlatformModule.for('follow-up'), ActivityModule],
  controllers: [FollowUpController, HistoryController],
  providers: [ReadVersions],
})
export class FollowUpModule {
  constructor(upholder: Upholder, commands: Commands, versions: ReadVersions) {
    upholder.add(new CallWhenOwed(commands));
    upholder.add(new SilenceCounts(commands));
    upholder.add(new CloseWhenDischarged(commands, versions));
  }
}
