import type { Channel, IntakeFact } from '@amends/contracts';
import { later, micros } from '../instants.js';
import { also, changed, type Folds } from './fold.js';

/** A time that the customer was promised; kept, or not yet. */
export interface Promised {
  readonly promiseId: string;
  readonly promisedFor: string;
  /** What was said first, where the promise was revised. */
  readonly formerly?: string;
  readonly keptAt?: string;
}

/** A file that belongs to the complaint. */
export interface Attachment {
  readonly fileId: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly at: string;
}

/** Messages in both directions. */
export interface Messages {
  readonly received: number;
  readonly sent: number;
  readonly lastReceivedAt?: string;
  readonly lastSentAt?: string;
  /** Messages of the customer that nobody has answered, oldest first. */
  readonly unanswered: readonly string[];
}

/** What was said between the customer and us. */
export interface Conversation {
  /** The contact in which the complaint came in. */
  readonly contact?: { readonly id: string; readonly channel: Channel; readonly direction: string; readonly startedAt: string; readonly endedAt: string | null };
  /** The newest statement; its words are read from intake. */
  readonly statement?: { readonly statementId: string; readonly language: string; readonly characters: number; readonly at: string };
  /** What the customer said of the newest statement when it was repeated. */
  readonly readBack?: { readonly outcome: 'confirmed' | 'corrected'; readonly at: string };
  readonly causesAsked?: number;
  /** The true cause with whose it is, or why it stays unknown. */
  readonly cause?: { readonly cause: string | null; readonly ownerUnit: string | null; readonly because: string | null; readonly at: string };
  readonly promises?: readonly Promised[];
  readonly messages?: Messages;
  readonly notes?: number;
  readonly attachments?: readonly Attachment[];
  readonly hostileContacts?: number;
  /** How often it had reached the wrong place and was passed on. */
  readonly redirects?: number;
}

const NO_MESSAGES: Messages = { received: 0, sent: 0, unanswered: [] };

/** What intake says of the conversation. */
export const CONVERSATION: Folds<IntakeFact> = {
  ContactEnded: ({ contact }, { contactId, endedAt }) => (contact?.id === contactId ? { contact: { ...contact, endedAt: micros(endedAt) } } : {}),
  StatementRecorded: (_, { statementId, language, characters }, at) => ({ statement: { statementId, language, characters, at }, readBack: undefined }),
  ReadBackConfirmed: (_, __, at) => ({ readBack: { outcome: 'confirmed', at } }),
  ReadBackCorrected: (_, __, at) => ({ readBack: { outcome: 'corrected', at } }),
  CauseAsked: ({ causesAsked = 0 }) => ({ causesAsked: causesAsked + 1 }),
  CauseFound: (_, { cause, ownerUnit }, at) => ({ cause: { cause, ownerUnit, because: null, at } }),
  CauseUnknown: (_, { because }, at) => ({ cause: { cause: null, ownerUnit: null, because, at } }),
  TimePromised: ({ promises }, { promiseId, promisedFor }) => ({ promises: also(promises, { promiseId, promisedFor: micros(promisedFor) }) }),
  PromiseRevised: ({ promises }, { promiseId, promisedFor, formerly }) => ({
    promises: (promises ?? []).map((one) => (one.promiseId === promiseId ? { ...one, promisedFor: micros(promisedFor), formerly: one.formerly ?? micros(formerly) } : one)),
  }),
  PromiseKept: ({ promises }, { promiseId, keptAt }) => ({ promises: changed(promises, (one) => one.promiseId === promiseId, { keptAt: micros(keptAt) }) }),
  MessageReceived: ({ messages = NO_MESSAGES }, { messageId }, at) => ({
    messages: {
      ...messages, received: messages.received + 1, lastReceivedAt: later(messages.lastReceivedAt ?? null, at), unanswered: [...messages.unanswered, messageId],
    },
  }),
  MessageSent: ({ messages = NO_MESSAGES }, { inReplyTo }, at) => ({
    messages: {
      ...messages, sent: messages.sent + 1, lastSentAt: later(messages.lastSentAt ?? null, at), unanswered: messages.unanswered.filter((messageId) => messageId !== inReplyTo),
    },
  }),
  NoteAdded: ({ notes = 0 }) => ({ notes: notes + 1 }),
  FileAttached: ({ attachments }, { fileId, mediaType, bytes }, at) => ({ attachments: also(attachments, { fileId, mediaType, bytes, at }) }),
  ContactTurnedHostile: ({ hostileContacts = 0 }) => ({ hostileContacts: hostileContacts + 1 }),
  ComplaintRedirected: ({ redirects = 0 }) => ({ redirects: redirects + 1 }),
};
