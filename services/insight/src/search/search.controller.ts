import { Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { Answers } from '../answers.js';
import { searchAnswer, type SearchAnswer } from './search-answer.js';
import { SearchRequest } from './search.requests.js';
import { Search } from './search.js';

/** Finds complaints. */
@Controller('api/insight/complaints')
export class SearchController {
  constructor(private readonly search: Search) {}

  /** Newest first; `next` asks for the page after. */
  @Get()
  @Permit('insight.search')
  @Answers('Complaints that match everything asked for, newest first.', searchAnswer)
  find(@Query() request: SearchRequest, @Asking() { scope }: Caller): Promise<SearchAnswer> {
    return this.search.find(request, scope);
  }
}
