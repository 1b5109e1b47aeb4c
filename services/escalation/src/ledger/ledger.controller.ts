import type { IncurredObligation, ObligationFact, RecordedEvent } from '@amends/contracts';
import { Database, EventLog, inScope, Unknown, type CommandContext } from '@amends/eventing';
import { DUTIES, type InEveryLanguage } from '@amends/principles';
import { Context, Id, Permit } from '@amends/runtime';
import { Controller, Get, Query } from '@nestjs/common';
import { Policies } from '../policy/policies.js';
import { explained, type Explained } from './explaining.js';
import { ExplainQuery } from './ledger.requests.js';
import { foldObligation, type Obligation } from './obligation.js';
import type { Page } from './page.js';

type OwedBy = IncurredObligation['owedBy'];

/** An obligation as it is shown: with who owes it, and what to say to the customer. */
type Shown = Obligation & { readonly principle: number; readonly blocksClosing: boolean; readonly owedBy: OwedBy | undefined; readonly say: InEveryLanguage };

/** What is owed to a customer, and what was. */
@Controller('api/escalation/complaints')
export class LedgerController {
  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly policies: Policies,
  ) {}

  @Get(':id/obligations')
  @Permit('escalation.read-obligations')
  async obligations(@Id() id: string, @Context() context: CommandContext): Promise<{ round: number; obligations: readonly Shown[] }> {
    const { soFar } = await this.page(id, context);
    return { round: soFar.known.round, obligations: shown(await this.log.read({ kind: 'obligations', id })) };
  }

  @Get(':id/obligations/:obligation/explain')
  @Permit('escalation.read-obligations')
  async explain(@Id() id: string, @Id('obligation') obligationId: string, @Query() { lang = 'en' }: ExplainQuery, @Context() context: CommandContext): Promise<Explained> {
    const { pack } = await this.page(id, context);
    const events = await this.log.read({ kind: 'obligations', id });
    const obligation = events.reduce<readonly Obligation[]>((all, one) => foldObligation(all, one as RecordedEvent & ObligationFact, one.round), []).find((one) => one.id === obligationId);
    if (!obligation || pack === null) throw new Unknown('obligation', obligationId);
    const packs = await this.policies.current();
    return explained(obligation, packs.of(pack), lang, context.now, packs.named);
  }

  private async page(id: string, context: CommandContext): Promise<Page> {
    const { rows } = await this.database.pool.query<{ page: Page }>('select page from escalation.ledger where complaint = $1', [id]);
    const page = rows[0]?.page;
    if (!page || !inScope(page.soFar.known, context)) throw new Unknown('complaint', id);
    return page;
  }
}

function shown(events: readonly RecordedEvent[]): readonly Shown[] {
  const facts = events as readonly (RecordedEvent & ObligationFact)[];
  const owedBy = new Map(facts.flatMap((one) => (one.type === 'ObligationIncurred' ? one.data.obligations.map(({ obligationId, owedBy: whose }) => [obligationId, whose] as const) : [])));
  const obligations = facts.reduce<readonly Obligation[]>((all, one) => foldObligation(all, one, one.round), []);
  return obligations.map((one) => {
    const { principle, blocksClosing, say } = DUTIES[one.kind];
    return { ...one, principle, blocksClosing, owedBy: owedBy.get(one.id), say };
  });
}
