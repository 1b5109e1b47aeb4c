import { Answers, Asking, Permit, type Caller } from '@amends/runtime';
import { Controller, Get, Param } from '@nestjs/common';
import { Obligations } from '../obligations/obligations.js';
import { answerOf, complaintAnswer, type ComplaintAnswer } from './complaint-answer.js';
import { Files } from './files.js';

/** One complaint: where it stands, who owns it, what is owed. */
@Controller('api/insight/complaints')
export class ComplaintController {
  constructor(
    private readonly files: Files,
    private readonly obligations: Obligations,
  ) {}

  /** By id, or by the reference that the customer says. */
  @Get(':id')
  @Permit('insight.read-complaint')
  @Answers('Where the complaint stands, who owns it, and what is still owed. Instants in UTC, microseconds.', complaintAnswer)
  async read(@Param('id') id: string, @Asking() { scope }: Caller): Promise<ComplaintAnswer> {
    const { found } = await this.files.find(id, scope);
    return answerOf(found, await this.obligations.ofComplaint(found.complaint));
  }
}
