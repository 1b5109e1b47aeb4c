import { CHANNELS, MESSAGE_KINDS, type Channel, type MessageKind } from '@amends/contracts';
import { Instant, Nested, Text, Uuid, Word } from '@amends/runtime';
import { StatedDeadline } from '../complaint/complaint.requests.js';

/** What the customer wrote or said; received now, and in the language of the complaint, unless told otherwise. */
export class ReceiveMessageRequest {
  @Uuid({ optional: true }) id?: string;
  @Word(CHANNELS) channel: Channel;
  @Text() message: string;
  @Instant({ optional: true }) receivedAt?: string;
  @Text(35, { optional: true }) language?: string;
}

/** What was told to the customer, and what for. */
export class SendMessageRequest {
  @Uuid({ optional: true }) id?: string;
  @Word(MESSAGE_KINDS) kind: MessageKind;
  @Word(CHANNELS) channel: Channel;
  @Text() message: string;
  @Uuid({ optional: true }) inReplyTo?: string;
  @Nested(() => StatedDeadline, { optional: true, many: 20 }) deadlinesStated?: StatedDeadline[];
  @Text(35, { optional: true }) language?: string;
}

/** Something for colleagues. */
export class AddNoteRequest {
  @Uuid({ optional: true }) id?: string;
  @Text() note: string;
}
