import { Unknown, type CommandContext } from '@amends/eventing';
import { Controller, Get, Query, type Type } from '@nestjs/common';
import { Permit, type Permitted } from '../access/permit.js';
import { Context } from '../context/command-context.js';
import { Id } from '../context/id.js';
import { LookQuery } from './looks.js';
import { Words, type OpenedWords } from './words.js';

/** The routes by which a service opens what it sealed about a complaint (statements, messages, reasons, notes); every look is recorded. */
export function wordsController(service: string, permit: Permitted): Type<unknown> {
  @Controller(`api/${service}/complaints/:id/words`)
  class WordsController {
    constructor(private readonly words: Words) {}

    /** Everything that was said. */
    @Get()
    @Permit(permit)
    async readAll(@Id() id: string, @Query() { reason }: LookQuery, @Context() context: CommandContext): Promise<{ words: readonly OpenedWords[] }> {
      return this.words.open({ ...(await this.words.of(id, context)), complaint: id, what: 'words' }, context.actor, reason);
    }

    /** What was said in one event, as the timeline names it. */
    @Get(':event')
    @Permit(permit)
    async read(@Id() id: string, @Id('event') eventId: string, @Query() { reason }: LookQuery, @Context() context: CommandContext): Promise<{ words: readonly OpenedWords[] }> {
      const { events, subject } = await this.words.of(id, context);
      const event = events.find((one) => one.id === eventId);
      if (!event) throw new Unknown('event', eventId);
      return this.words.open({ events: [event], subject, complaint: id, what: `words of ${event.type}` }, context.actor, reason);
    }
  }
  return WordsController;
}
