import { coach, type Finding } from '@amends/principles';
import { Permit } from '@amends/runtime';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CoachRequest } from './coach.requests.js';

/** What in a text had better be put differently. It explains and never blocks; the text is neither stored nor logged. */
@Controller('api/intake/coach')
export class CoachController {
  @Post()
  @HttpCode(200)
  @Permit('intake.coach')
  coach(@Body() { text, language }: CoachRequest): { findings: readonly Finding[] } {
    return { findings: coach(text, language) };
  }
}
