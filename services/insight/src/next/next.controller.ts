import { Answers, Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { myDutiesAnswer, nextAnswer, type MyDutiesAnswer, type NextAnswer } from './duty-answer.js';
import { MyDuties } from './my-duties.js';
import { MyDutiesRequest } from './next.requests.js';
import { Next } from './next.js';

/** What is owed next. */
@Controller('api/insight')
export class NextController {
  constructor(
    private readonly next: Next,
    private readonly duties: MyDuties,
  ) {}

  /** To the customer of one complaint. */
  @Get('complaints/:id/next')
  @Permit('insight.read-next')
  @Answers('What is owed on the complaint, the next due first: by when, why, and what to say.', nextAnswer)
  ofComplaint(@Param('id') id: string, @Asking() caller: Caller): Promise<NextAnswer> {
    return this.next.ofComplaint(id, caller);
  }

  /** By the caller. */
  @Get('my/duties')
  @Permit('insight.my-duties')
  @Answers('What the caller owes, or their role in their units when nobody in particular does, the next due first.', myDutiesAnswer)
  mine(@Query() request: MyDutiesRequest, @Asking() caller: Caller): Promise<MyDutiesAnswer> {
    return this.duties.read(request, caller);
  }
}
