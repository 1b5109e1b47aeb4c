import { Answers, Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { resolveAnswers, type ResolveAnswer } from './resolve-answer.js';
import { ResolveRequest } from './resolve.requests.js';
import { Resolve } from './resolve.js';

/** How long it takes to put things right. */
@Controller('api/insight/reports')
export class ResolveController {
  constructor(private readonly resolve: Resolve) {}

  /** One report a source. */
  @Get('resolve')
  @Permit('insight.report')
  @Answers('Time to resolve by source, with what every figure means.', resolveAnswers)
  report(@Query() { source }: ResolveRequest, @Asking() { scope }: Caller): Promise<readonly ResolveAnswer[]> {
    return this.resolve.report(source, scope);
  }
}
