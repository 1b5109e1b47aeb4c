import { Unknown, type CommandContext } from '@amends/eventing';
import { Context, Id, LookQuery, type OpenedWords, Permit, Words } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';

/** What was said about a complaint (statements, messages, notes, promises, whatever was sealed), opened by the service that sealed it. */
@Controller('api/intake/complaints/:id/words')
export class WordsController {
  constructor(private readonly words: Words) {}

  /** Everything that was said. */
  @Get()
  @Permit('intake.read-words')
  async readAll(@Id() id: string, @Query() { reason }: LookQuery, @Context() { actor, scope }: CommandContext): Promise<{ words: readonly OpenedWords[] }> {
    return this.words.open({ ...(await this.words.of(id, scope)), complaint: id, what: 'words' }, actor, reason);
  }

  /** What was said in one event, as the timeline names it. */
  @Get(':event')
  @Permit('intake.read-words')
  async read(@Id() id: string, @Id('event') eventId: string, @Query() { reason }: LookQuery, @Context() { actor, scope }: CommandContext): Promise<{ words: readonly OpenedWords[] }> {
    const { events, subject } = await this.words.of(id, scope);
    const event = events.find((one) => one.id === eventId);
    if (!event) throw new Unknown('event', eventId);
    return this.words.open({ events: [event], subject, complaint: id, what: `words of ${event.type}` }, actor, reason);
  }
}
