import type { Channel, FactOf, IntakeFact, KnownComplaint, ObligationIncurred, RecordedEvent } from '@amends/contracts';
import { derivedId, type Commands, type CommandContext, type Upholding } from '@amends/eventing';
import type { Complaint } from '../complaint/complaint.js';
import { onComplaint } from '../complaint/on-complaint.js';
import { mustBeAlive } from '../complaint/rules.js';
import { sendMessage } from '../correspondence/decide.js';
import { acknowledgement } from './acknowledgement.js';

/**
 * Whoever wrote is told at once that the complaint was received. Somebody on the phone, in a chat or in a shop hears it from a
 * person, and so does somebody whose complaint was reopened: that happened in a conversation.
 */
export class AcknowledgeByMessage implements Upholding {
  readonly name = 'acknowledge-by-message';

  constructor(private readonly commands: Commands) {}

  wants({ type, data, round }: RecordedEvent): boolean {
    if (type !== 'ObligationIncurred' || round !== 1) return false;
    const { channel, obligations } = data as FactOf<typeof ObligationIncurred>['data'];
    // An older event does not say how the customer complained; then it is looked up.
    return (channel === undefined || isWriting(channel)) && obligations.some(({ kind }) => kind === 'acknowledge');
  }

  uphold({ id, subject }: RecordedEvent, context: CommandContext): Promise<unknown> {
    return this.commands.run({ ...onComplaint(subject), decide: (state, known) => acknowledgeByMessage(derivedId(id, 'message'), state, known) }, context);
  }
}

/** Where a message of ours is the answer that is expected. */
const isWriting = (channel: Channel | null): channel is 'web' | 'e-mail' => channel === 'web' || channel === 'e-mail';

/** The automatic acknowledgement of a complaint that came in writing; nothing when somebody has acknowledged it meanwhile. */
export function acknowledgeByMessage(messageId: string, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const { channel, acknowledgedRounds, language, reference } = state;
  if (!isWriting(channel) || known.round !== 1 || acknowledgedRounds.includes(1)) return [];
  mustBeAlive(known);
  const command = { messageId, kind: 'acknowledgement', channel, inReplyTo: null, automatic: true, ...acknowledgement(language, reference) } as const;
  return sendMessage(command, state, known);
}
