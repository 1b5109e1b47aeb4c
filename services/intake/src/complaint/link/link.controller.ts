import { Commands, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { onComplaint } from '../on-complaint.js';
import { linkDuplicate, unlink } from './decide.js';
import { LinkDuplicateRequest } from './link.requests.js';
import { Links } from './links.js';

/** Complaints that are the same one. */
@Controller('api/intake/complaints/:id')
export class LinkController {
  constructor(
    private readonly commands: Commands,
    private readonly links: Links,
  ) {}

  @Post('link-duplicate')
  @Permit('intake.link-duplicate')
  async link(@Id() id: string, @Body() { to }: LinkDuplicateRequest, @Context() context: CommandContext): Promise<Accepted> {
    const command = { id, to, ...(await this.links.between(id, to, context)) };
    return this.commands.run(
      { ...onComplaint(id), decide: (state, known) => linkDuplicate(command, state, known), alongside: (transaction) => this.links.add(transaction, id, to) },
      context,
    );
  }

  @Post('unlink')
  @Permit('intake.unlink')
  unlink(@Id() id: string, @Context() context: CommandContext): Promise<Accepted> {
    return this.commands.run({ ...onComplaint(id), decide: unlink, alongside: (transaction) => this.links.remove(transaction, id) }, context);
  }
}
