import type { CommandContext } from '@amends/eventing';
import { Context, Id, LookQuery, Permit, SealedWords, type OpenedWords } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';

/** Words that resolution sealed: proposals, reasons, notes, questions and answers; every look is recorded. */
@Controller('api/resolution/complaints')
export class WordsController {
  constructor(private readonly words: SealedWords) {}

  @Get(':id/words')
  @Permit('resolution.read-words')
  async read(@Id() id: string, @Query() { reason }: LookQuery, @Context() context: CommandContext): Promise<{ words: readonly OpenedWords[] }> {
    return { words: await this.words.open(id, reason, context) };
  }
}
