import { Answers, Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { ReturnsRequest } from './returns.requests.js';
import { returnsAnswers, type ReturnsAnswer } from './returns-answer.js';
import { Returns } from './returns.js';

/** Whether customers came back. */
@Controller('api/insight/reports')
export class ReturnsController {
  constructor(private readonly returns: Returns) {}

  /** One report a source. */
  @Get('returns')
  @Permit('insight.report')
  @Answers('Whether customers came back after complaining, by source, with what every figure means.', returnsAnswers)
  report(@Query() { source }: ReturnsRequest, @Asking() caller: Caller): Promise<readonly ReturnsAnswer[]> {
    return this.returns.report(source, caller);
  }
}
