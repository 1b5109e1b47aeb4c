import { Answers, Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { scorecardAnswer, totalsAnswer, type ScorecardAnswer, type TotalsAnswer } from './scorecard-answer.js';
import { TotalsRequest } from './scorecard.requests.js';
import { Scorecards } from './scorecards.js';

/** Which of the seven principles were met. */
@Controller('api/insight')
export class ScorecardController {
  constructor(private readonly scorecards: Scorecards) {}

  /** Of one complaint, with the events that prove it. */
  @Get('complaints/:id/scorecard')
  @Permit('insight.read-scorecard')
  @Answers('Each principle, over all rounds and in each, with its obligations and the events that prove them.', scorecardAnswer)
  ofComplaint(@Param('id') id: string, @Asking() { scope }: Caller): Promise<ScorecardAnswer> {
    return this.scorecards.ofComplaint(id, scope);
  }

  /** In total, or by unit, category or month. */
  @Get('scorecard')
  @Permit('insight.scorecard')
  @Answers('How many complaints stand where under each principle, with shares and intervals.', totalsAnswer)
  total(@Query() request: TotalsRequest, @Asking() caller: Caller): Promise<TotalsAnswer> {
    return this.scorecards.total(request, caller);
  }
}
