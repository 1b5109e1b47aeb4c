import { EventLog, inScope, KnownComplaints, Unknown, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Vault } from '@amends/vault';
import { Controller, Get, Query } from '@nestjs/common';
import { LookQuery } from '../customer/customer.requests.js';
import { Looks } from '../customer/looks.js';

/** Words of one event, opened. */
export interface OpenedWords {
  readonly event: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly words: Readonly<Record<string, string>>;
}

/** The customer's own words, opened by the service that sealed them; every look is recorded. */
@Controller('api/intake/complaints')
export class WordsController {
  constructor(
    private readonly log: EventLog,
    private readonly known: KnownComplaints,
    private readonly vault: Vault,
    private readonly looks: Looks,
  ) {}

  @Get(':id/words')
  @Permit('intake.read-statement')
  async read(@Id() id: string, @Query() { reason }: LookQuery, @Context() { actor, scope }: CommandContext): Promise<{ words: readonly OpenedWords[] }> {
    const [events, { known }] = await Promise.all([this.log.read({ kind: 'complaint', id }), this.known.find(id)]);
    const [registered] = events;
    if (!registered || !inScope(known, scope)) throw new Unknown('complaint', id);
    const { customerId } = registered.data as { customerId: string | null };
    await this.looks.record(actor, [id], 'words', reason);
    const sealed = events.filter((event) => event.sealed);
    return {
      words: await Promise.all(
        sealed.map(async (event) => ({ event: event.id, type: event.type, occurredAt: event.occurredAt, words: await this.vault.open(customerId ?? id, event.id, event.sealed!) })),
      ),
    };
  }
}
