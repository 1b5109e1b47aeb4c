import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { CustomerStandings } from '../customer/customer-standings.js';
import { AcknowledgeRequest, ClassifyRequest, EndContactRequest, RegisterComplaintRequest, StatementRequest } from './complaint.requests.js';
import { acknowledgeComplaint, classify, endContact, recordStatement, registerComplaint } from './decide.js';
import { References } from './references.js';
import { acknowledgeFrom, classifyFrom, registrationFrom, statementFrom } from './from-request.js';
import { onComplaint } from './on-complaint.js';

/** Commands on a complaint that are about what the customer says. */
@Controller('api/intake/complaints')
export class ComplaintController {
  constructor(
    private readonly commands: Commands,
    private readonly references: References,
    private readonly standings: CustomerStandings,
    private readonly ids: Ids,
  ) {}

  @Post()
  @Permit('intake.register-complaint')
  async register(@Body() request: RegisterComplaintRequest, @Context() context: CommandContext): Promise<Accepted> {
    const id = request.id ?? this.ids.next();
    const [reference, standing] = await Promise.all([this.references.take(), this.standings.of(request.customerId)]);
    const command = registrationFrom(request, { reference, standing, context, ids: this.ids });
    return this.commands.run(
      {
        ...onComplaint(id),
        starts: { sealFor: request.customerId ?? id },
        decide: () => registerComplaint(command),
        response: { id, reference, contactId: command.registered.contact.id, ...(command.statement ? { statementId: command.statement.statementId } : {}) },
      },
      context,
    );
  }

  @Post(':id/acknowledge')
  @Permit('intake.acknowledge')
  acknowledge(@Id() id: string, @Body() request: AcknowledgeRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => acknowledgeComplaint(acknowledgeFrom(request), state, known) }, context);
  }

  @Post(':id/record-statement')
  @Permit('intake.record-statement')
  recordStatement(@Id() id: string, @Body() request: StatementRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = statementFrom(request, { contactId: null, ids: this.ids });
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => recordStatement(command, state, known), response: { statementId: command.statementId } }, context);
  }

  @Post(':id/classify')
  @Permit('intake.classify')
  classify(@Id() id: string, @Body() request: ClassifyRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => classify(classifyFrom(request), state, known) }, context);
  }

  @Post(':id/contacts/:contact/end')
  @Permit('intake.end-contact')
  endContact(@Id() id: string, @Id('contact') contactId: string, @Body() request: EndContactRequest, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: (state) => endContact({ contactId, endedAt: request.endedAt ?? context.now }, state) }, context);
  }
}
