import { Commands, Ids, type Accepted, type CommandContext } from '@amends/eventing';
import { Context, Id, Permit } from '@amends/runtime';
import { Body, Controller, Post } from '@nestjs/common';
import { notAhead } from '../complaint/not-ahead.js';
import { onComplaint } from '../complaint/on-complaint.js';
import { AddNoteRequest, ReceiveMessageRequest, SendMessageRequest } from './correspondence.requests.js';
import { addNote, receiveMessage, sendMessage } from './decide.js';

/** What the customer and the company write to each other, and what colleagues note. */
@Controller('api/intake/complaints/:id')
export class CorrespondenceController {
  constructor(
    private readonly commands: Commands,
    private readonly ids: Ids,
  ) {}

  @Post('receive-message')
  @Permit('intake.receive-message')
  receive(@Id() id: string, @Body() request: ReceiveMessageRequest, @Context() context: CommandContext): Promise<Accepted> {
    const { channel, message, language } = request;
    const messageId = request.id ?? this.ids.next();
    const receivedAt = notAhead('receivedAt', request.receivedAt ?? context.now, context.now);
    const command = { messageId, channel, message, language, receivedAt };
    return this.commands.run({ ...onComplaint(id), decide: (state) => receiveMessage(command, state), response: { messageId } }, context);
  }

  @Post('send-message')
  @Permit('intake.send-message')
  send(@Id() id: string, @Body() request: SendMessageRequest, @Context() context: CommandContext): Promise<Accepted> {
    const { kind, channel, message, language, inReplyTo, deadlinesStated } = request;
    const messageId = request.id ?? this.ids.next();
    const command = { messageId, kind, channel, message, language, inReplyTo: inReplyTo ?? null, automatic: false, deadlinesStated: deadlinesStated?.map(({ kind: what, dueAt }) => ({ kind: what, dueAt })) };
    return this.commands.run({ ...onComplaint(id), decide: (state, known) => sendMessage(command, state, known), response: { messageId } }, context);
  }

  @Post('add-note')
  @Permit('intake.add-note')
  addNote(@Id() id: string, @Body() { id: given, note }: AddNoteRequest, @Context() context: CommandContext): Promise<Accepted> {
    const noteId = given ?? this.ids.next();
    return this.commands.run({ ...onComplaint(id), decide: (state) => addNote({ noteId, note }, state), response: { noteId } }, context);
  }
}
