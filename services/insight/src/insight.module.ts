import { Clock, Database } from '@amends/eventing';
import { Consumers, PlatformModule, Workers } from '@amends/runtime';
import { Module } from '@nestjs/common';
import { ComplaintController } from './complaint/complaint.controller.js';
import { Files } from './complaint/files.js';
import { FILE_VERSIONS } from './file/file-versions.js';
import { FileConsumer } from './file/file.consumer.js';
import { Changes } from './live/changes.js';
import { LiveController } from './live/live.controller.js';
import { Live } from './live/live.js';
import { ReadModels } from './models/read-models.js';
import { NextController } from './next/next.controller.js';
import { MyDuties } from './next/my-duties.js';
import { Next } from './next/next.js';
import { Obligations } from './obligations/obligations.js';
import { ResolveController } from './report/resolve.controller.js';
import { Resolve } from './report/resolve.js';
import { CustomersConsumer } from './returns/customers.consumer.js';
import { ReturnsController } from './returns/returns.controller.js';
import { Returns } from './returns/returns.js';
import { ScorecardController } from './scorecard/scorecard.controller.js';
import { Scorecards } from './scorecard/scorecards.js';
import { SearchController } from './search/search.controller.js';
import { Search } from './search/search.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { Causes } from './timeline/causes.js';
import { Timeline } from './timeline/timeline.js';

/** Keeps each version of each read model, and knows which one answers. */
const readModels = {
  provide: ReadModels,
  useFactory: (database: Database, consumers: Consumers): ReadModels => {
    const file = FILE_VERSIONS.map((version) => new FileConsumer(database, version));
    for (const version of file) consumers.add(version);
    consumers.add(new CustomersConsumer(database));
    return new ReadModels(database, { file });
  },
  inject: [Database, Consumers],
};

/** Hears what every version of a read model handles, so it is made after them. */
const live = {
  provide: Live,
  useFactory: (changes: Changes, clock: Clock, consumers: Consumers, workers: Workers): Live => new Live(changes, clock, consumers, workers),
  inject: [Changes, Clock, Consumers, Workers, ReadModels],
};

/** Insight: read models over all services, and what is measured from them. */
@Module({
  imports: [PlatformModule.for('insight')],
  controllers: [SearchController, ComplaintController, TimelineController, ResolveController, ReturnsController, ScorecardController, NextController, LiveController],
  providers: [readModels, Files, Obligations, Causes, Timeline, Search, Resolve, Returns, Scorecards, Next, MyDuties, Changes, live],
})
export class InsightModule {}
