import type { KnownComplaint, ResolutionFact } from '@amends/contracts';
import { Commands, derivedId, importPast, inTurn, type CommandContext, type Imported } from '@amends/eventing';
import { Bulk, Consumers, Context, invalidRequest, parseSeen, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { acceptHandOver, assign, handOver } from '../ownership/decide.js';
import { resolution, type Resolution } from '../resolution.js';
import { awaitCustomer, recordAnswer, resolve } from '../resolving/decide.js';
import { ImportResolutionRequest, type ResolutionPastStep } from './history.requests.js';

/** What another system did about complaints: the same decisions as live ones, at the times of their source. */
@Controller('api/resolution/history')
export class HistoryController {
  constructor(
    private readonly commands: Commands,
    private readonly consumers: Consumers,
  ) {}

  @Post()
  @Bulk()
  @Permit('resolution.import')
  async import(@Body() { items }: ImportResolutionRequest, @Context() context: CommandContext): Promise<{ results: readonly Imported[] }> {
    const past = items.map((item) => ({ command: inTurn(resolution, item, decideStep), seen: parseSeen(item.seen?.join(',')) }));
    return { results: await importPast({ commands: this.commands, seen: this.consumers.seen() }, past, context) };
  }
}

const IMPORTER = { id: 'importer', role: 'importer', unit: null };

function decideStep(step: ResolutionPastStep, state: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  switch (step.kind) {
    case 'assign':
      return assign({ unit: step.unit ?? null, staff: null }, state, known);
    case 'hand-over':
      return handedOverAndAccepted(step, state, known);
    case 'await-customer':
      return awaitCustomer({ questionId: derivedId(step.id, 'question') }, state, known);
    case 'record-answer':
      return recordAnswer({}, state, known);
    case 'resolve':
      return resolve({ how: 'not-recorded', cause: null }, state, known);
  }
}

/** A source that only shows the new group has offered and accepted in one moment. */
function handedOverAndAccepted({ id, unit }: ResolutionPastStep, state: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  if (!unit) throw invalidRequest([{ field: 'unit', message: 'a hand-over needs the unit that took over', remedy: 'give it, or leave the step out' }]);
  const handOverId = derivedId(id, 'hand-over');
  const offered = handOver({ handOverId, toUnit: unit, toStaff: null }, state, known);
  return [...offered, ...acceptHandOver({ handOverId, by: IMPORTER, scope: undefined }, { ...state, ownership: { ...state.ownership, offered: { handOverId, toUnit: unit, toStaff: null } } }, known)];
}
