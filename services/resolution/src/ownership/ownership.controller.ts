import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Company, Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { mustBeUnit } from '../must-be-unit.js';
import { onComplaint } from '../on-complaint.js';
import { acceptHandOver, assign, declineHandOver, handOver } from './decide.js';
import { AssignRequest, DeclineHandOverRequest, HandOverRequest } from './ownership.requests.js';

/** Commands on who owns a complaint. */
@Controller('api/resolution/complaints/:id')
export class OwnershipController {
  constructor(
    private readonly commands: Commands,
    private readonly company: Company,
    private readonly ids: Ids,
  ) {}

  @Post('assign')
  @Permit('resolution.assign')
  assign(@Id() id: string, @Body() { unit, staff }: AssignRequest, @Context() context: CommandContext): Promise<Accepted> {
    mustBeUnit(this.company, unit, 'unit');
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => assign({ unit, staff: staff ?? null }, state, known) }, context);
  }

  @Post('hand-over')
  @Permit('resolution.hand-over')
  handOver(@Id() id: string, @Body() request: HandOverRequest, @Context() context: CommandContext): Promise<Accepted> {
    mustBeUnit(this.company, request.toUnit, 'toUnit');
    const handOverId = request.id ?? this.ids.next();
    const command = { handOverId, toUnit: request.toUnit, toStaff: request.toStaff ?? null, note: request.note };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => handOver(command, state, known), response: { handOverId } }, context);
  }

  @Post('hand-overs/:handOver/accept')
  @Permit('resolution.accept-hand-over')
  acceptHandOver(@Id() id: string, @Id('handOver') handOverId: string, @Context() context: CommandContext): Promise<Accepted> {
    const command = { handOverId, by: context.actor, scope: context.scope };
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => acceptHandOver(command, state, known) }, context);
  }

  @Post('hand-overs/:handOver/decline')
  @Permit('resolution.decline-hand-over')
  declineHandOver(@Id() id: string, @Id('handOver') handOverId: string, @Body() request: DeclineHandOverRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = { ...request, handOverId, by: context.actor, scope: context.scope };
    return this.commands.run({ ...onComplaint(id), judges: true, decide: (state, known) => declineHandOver(command, state, known) }, context);
  }
}
