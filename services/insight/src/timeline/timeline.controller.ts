import { Answers, Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { timelineAnswer, type TimelineAnswer } from './timeline-answer.js';
import { TimelineRequest } from './timeline.requests.js';
import { Timeline } from './timeline.js';

/** Everything that happened to a complaint, over all services. */
@Controller('api/insight/complaints')
export class TimelineController {
  constructor(private readonly timeline: Timeline) {}

  /** In the order in which it was recorded; `next` asks for the page after. */
  @Get(':id/timeline')
  @Permit('insight.read-timeline')
  @Answers('What happened, in the order in which it was recorded, with both times. Words of the customer are sealed and not shown.', timelineAnswer)
  read(@Param('id') id: string, @Query() request: TimelineRequest, @Asking() { scope }: Caller): Promise<TimelineAnswer> {
    return this.timeline.read(id, request, scope);
  }
}
