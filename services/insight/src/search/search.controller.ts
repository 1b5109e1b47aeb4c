import { Answers, Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { countsAnswer, searchAnswer, type CountsAnswer, type SearchAnswer } from './search-answer.js';
import { ChosenRequest, SearchRequest } from './search.requests.js';
import { Search } from './search.js';

/** Finds complaints. */
@Controller('api/insight/complaints')
export class SearchController {
  constructor(private readonly search: Search) {}

  /** Newest first; `next` asks for the page after. */
  @Get()
  @Permit('insight.search')
  @Answers('Complaints that match everything asked for, newest first.', searchAnswer)
  find(@Query() request: SearchRequest, @Asking() caller: Caller): Promise<SearchAnswer> {
    return this.search.find(request, caller);
  }

  /** Of the same choice, how many there are. */
  @Get('counts')
  @Permit('insight.count-complaints')
  @Answers('How many complaints match: by status, by what is owed now, overdue and grave.', countsAnswer)
  count(@Query() request: ChosenRequest, @Asking() caller: Caller): Promise<CountsAnswer> {
    return this.search.count(request, caller);
  }
}
