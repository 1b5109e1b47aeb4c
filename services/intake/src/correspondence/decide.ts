import { ComplaintAcknowledged, fact, MessageReceived, MessageSent, NoteAdded, statusOf, type Channel, type IntakeFact, type KnownComplaint, type MessageKind } from '@amends/contracts';
import { must } from '@amends/decider';
import type { Complaint } from '../complaint/complaint.js';
import { wasSaid } from '../complaint/said.js';

/** Something more that the customer wrote or said. */
export interface ReceiveMessage {
  readonly messageId: string;
  readonly channel: Channel;
  readonly receivedAt: string;
  /** That of the complaint, unless it says otherwise. */
  readonly language?: string | undefined;
  readonly message: string;
}

/** A kind of obligation, and by when the customer was told that it is done. */
export interface StatedDeadline {
  readonly kind: string;
  readonly dueAt: string;
}

/** Something that was told to the customer, and what for. */
export interface SendMessage {
  readonly messageId: string;
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly language?: string | undefined;
  readonly message: string;
  /** The message of the customer that it answers. */
  readonly inReplyTo: string | null;
  /** Whether Amends wrote it by itself. */
  readonly automatic: boolean;
  /** By when it says that something is done. */
  readonly deadlinesStated?: readonly StatedDeadline[] | undefined;
}

/**
 * Takes in what the customer says, whatever became of the complaint: what arrives after closing is the first sign that it was not
 * put right, and refusing it would lose it.
 */
export function receiveMessage({ messageId, channel, receivedAt, language, message }: ReceiveMessage, state: Complaint): readonly IntakeFact[] {
  const data = { messageId, channel, receivedAt, language: language ?? state.language, characters: message.length };
  return unlessSaid(fact(MessageReceived, data, { message }), state);
}

/**
 * Tells the customer something, also after closing: their late messages are answered too. A first message that acknowledges
 * the complaint is its acknowledgement, so that nobody has to say it twice.
 */
export function sendMessage(command: SendMessage, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const { messageId, kind, channel, language, message, inReplyTo, automatic, deadlinesStated } = command;
  must(
    inReplyTo === null || state.received.includes(inReplyTo),
    'intake.unknown-message',
    'The message that it answers is not one of this complaint.',
    'Leave inReplyTo out, or give the id of a message that the customer sent about this complaint.',
  );
  const data = { messageId, kind, channel, automatic, inReplyTo, language: language ?? state.language, characters: message.length, ...(deadlinesStated ? { deadlinesStated: [...deadlinesStated] } : {}) };
  const sent = unlessSaid(fact(MessageSent, data, { message }), state);
  return acknowledges(command, state, known) ? sent.flatMap((one) => [one, acknowledgedBy(command)]) : sent;
}

/** Writes something down for colleagues; the customer never sees it. Also after closing: knowledge belongs to the company. */
export function addNote({ noteId, note }: { readonly noteId: string; readonly note: string }, state: Complaint): readonly IntakeFact[] {
  return unlessSaid(fact(NoteAdded, { noteId, characters: note.length }, { note }), state);
}

const unlessSaid = (said: IntakeFact, state: Complaint): readonly IntakeFact[] => (wasSaid(state.said, said) ? [] : [said]);

function acknowledges({ kind }: SendMessage, { acknowledgedRounds }: Complaint, known: KnownComplaint): boolean {
  const status = statusOf(known);
  return kind === 'acknowledgement' && (status === 'open' || status === 'resolved') && !acknowledgedRounds.includes(known.round);
}

const acknowledgedBy = ({ automatic, deadlinesStated = [] }: SendMessage): IntakeFact =>
  fact(ComplaintAcknowledged, { how: automatic ? 'automatic-message' : 'written', deadlinesStated: [...deadlinesStated] });
