import { Database, inScope, Unknown, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Controller, Get } from '@nestjs/common';
import type { Obligation, Page } from './ledger.js';

/** What is owed to a customer, and what was. */
@Controller('api/escalation/complaints')
export class LedgerController {
  constructor(private readonly database: Database) {}

  @Get(':id/obligations')
  @Permit('escalation.read-obligations')
  async obligations(@Id() id: string, @Context() { scope }: CommandContext): Promise<{ round: number; obligations: readonly Obligation[] }> {
    const { rows } = await this.database.pool.query<{ page: Page }>('select page from escalation.ledger where complaint = $1', [id]);
    const page = rows[0]?.page;
    if (!page || !inScope(page.soFar.known, scope)) throw new Unknown('complaint', id);
    return { round: page.soFar.known.round, obligations: page.obligations };
  }
}
