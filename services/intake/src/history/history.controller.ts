import { fact, HistoryEnded, type IntakeFact, type KnownComplaint } from '@amends/contracts';
import { Commands, derivedId, importPast, inTurn, type Accepted, type Command, type CommandContext, type Imported } from '@amends/eventing';
import { Bulk, Consumers, Context, invalidRequest, parseSeen, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { complaint, type Complaint } from '../complaint/complaint.js';
import { classify, registerComplaint } from '../complaint/decide.js';
import { References } from '../complaint/references.js';
import { EndHistoryRequest, ImportIntakeRequest, type IntakePast, type IntakePastStep } from './history.requests.js';

/** The past of complaints as another system knew it: the same decisions as live ones, at the times of their source. */
@Controller('api/intake/history')
export class HistoryController {
  constructor(
    private readonly commands: Commands,
    private readonly consumers: Consumers,
    private readonly references: References,
  ) {}

  @Post()
  @Bulk()
  @Permit('intake.import')
  async import(@Body() request: ImportIntakeRequest, @Context() context: CommandContext): Promise<{ results: readonly Imported[] }> {
    const past = await Promise.all(
      request.items.map(async (item) => ({ command: await this.command(item, request), seen: parseSeen(item.seen?.join(',')) })),
    );
    return { results: await importPast({ commands: this.commands, seen: this.consumers.seen() }, past, context) };
  }

  /** Says up to when the source was known; ends an import. */
  @Post('end')
  @Permit('intake.import')
  end(@Body() { source, dataCut, complaints, unreadableRows, complete }: EndHistoryRequest, @Context() context: CommandContext): Promise<Accepted> {
    const ended = fact(HistoryEnded, { source, dataCut, complaints, unreadableRows, complete: complete ?? true });
    const id = derivedId('source', source);
    const occurrence = { occurredAt: dataCut, origin: 'history' as const, id: derivedId(id, JSON.stringify(ended.data)) };
    const evolution = { initial: null, evolve: () => null };
    return this.commands.run(
      { stream: { kind: 'source', id }, evolution, opens: true, decide: (_state, _known, recorded) => (recorded.has(occurrence.id) ? [] : [{ ...ended, occurrence }]), response: { source: id } },
      context,
    );
  }

  private async command(item: IntakePast, { source, records }: ImportIntakeRequest): Promise<Command<Complaint>> {
    const registers = item.steps.some(({ kind }) => kind === 'register');
    const reference = registers ? await this.references.take() : '';
    const history = { source, externalId: item.externalId, records };
    return { ...inTurn(complaint, item, (step, state, known) => decideStep(step, state, known, { reference, history })), opens: registers };
  }
}

interface Registration {
  readonly reference: string;
  readonly history: { readonly source: string; readonly externalId: string; readonly records: readonly string[] };
}

function decideStep(step: IntakePastStep, state: Complaint, known: KnownComplaint, { reference, history }: Registration): readonly IntakeFact[] {
  if (step.kind === 'classify') {
    const { severity, category, priority } = step;
    if (!severity || !category) throw invalidRequest([{ field: 'severity', message: 'a classification needs severity and category', remedy: 'give both' }]);
    return classify({ category, severity, grave: [], ...(priority ? { priority } : {}) }, state, known);
  }
  return registerComplaint({
    registered: {
      reference,
      customerId: step.customerId ?? null,
      standing: null,
      contact: { id: derivedId(step.id, 'contact'), channel: step.channel ?? 'other', direction: 'inbound', startedAt: step.at },
      receivedAt: step.at,
      happenedAt: null,
      language: 'und',
      product: null,
      order: null,
      receivedBy: null,
      history,
    },
    words: {},
  });
}
