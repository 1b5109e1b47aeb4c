import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, invalidRequest, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { acceptHandOver, assign, awaitCustomer, handOver, recordAnswer, resolve } from './decide.js';
import { resolution } from './resolution.js';
import { AssignRequest, AwaitCustomerRequest, HandOverRequest, RecordAnswerRequest, ResolveRequest } from './resolution.requests.js';

/** Commands that put a complaint right. */
@Controller('api/resolution/complaints/:id')
export class ResolutionController {
  constructor(
    private readonly commands: Commands,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post('assign')
  @Permit('resolution.assign')
  assign(@Id() id: string, @Body() { unit, staff }: AssignRequest, @Context() context: CommandContext): Promise<Accepted> {
    this.mustBeUnit(unit, 'unit');
    return this.commands.run({ ...on(id), decide: (state, known) => assign({ unit, staff: staff ?? null }, state, known) }, context);
  }

  @Post('hand-over')
  @Permit('resolution.hand-over')
  handOver(@Id() id: string, @Body() request: HandOverRequest, @Context() context: CommandContext): Promise<Accepted> {
    this.mustBeUnit(request.toUnit, 'toUnit');
    const handOverId = request.id ?? this.ids.next();
    const command = { handOverId, toUnit: request.toUnit, toStaff: request.toStaff ?? null, note: request.note };
    return this.commands.run({ ...on(id), decide: (state, known) => handOver(command, state, known), response: { handOverId } }, context);
  }

  @Post('hand-overs/:handOver/accept')
  @Permit('resolution.accept-hand-over')
  acceptHandOver(@Id() id: string, @Id('handOver') handOverId: string, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...on(id), decide: (state, known) => acceptHandOver({ handOverId, by: context.actor, scope: context.scope }, state, known) }, context);
  }

  @Post('await-customer')
  @Permit('resolution.await-customer')
  awaitCustomer(@Id() id: string, @Body() request: AwaitCustomerRequest, @Context() context: CommandContext): Promise<Accepted> {
    const questionId = request.id ?? this.ids.next();
    return this.commands.run({ ...on(id), decide: (state, known) => awaitCustomer({ questionId, question: request.question }, state, known), response: { questionId } }, context);
  }

  @Post('record-answer')
  @Permit('resolution.record-answer')
  recordAnswer(@Id() id: string, @Body() request: RecordAnswerRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...on(id), decide: (state, known) => recordAnswer({ answer: request.answer }, state, known) }, context);
  }

  @Post('resolve')
  @Permit('resolution.resolve')
  resolve(@Id() id: string, @Body() { how, cause, explanation }: ResolveRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...on(id), decide: (state, known) => resolve({ how, cause: cause ?? null, explanation }, state, known) }, context);
  }

  private mustBeUnit(unit: string, field: string): void {
    if (this.company.has(unit)) return;
    throw invalidRequest([{ field, message: 'must be a unit of this company', remedy: 'take the id of a unit from the company file' }]);
  }
}

const on = (id: string) => ({ stream: { kind: 'complaint' as const, id }, evolution: resolution });
