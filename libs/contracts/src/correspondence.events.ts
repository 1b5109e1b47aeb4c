import { event, type FactOf } from './event-definition.js';
import { flag, id, instant, integer, matching, nullable, object, oneOf, optional, text } from './schema.js';
import { CHANNELS, deadlinesStated, MESSAGE_KINDS } from './vocabulary.js';

const MESSAGE = '0192a3b4-0000-7000-8000-000000000021';
const ANSWERED = '0192a3b4-0000-7000-8000-000000000022';

export const MessageReceived = event('MessageReceived', {
  meaning: 'The customer wrote or said something more, and waits for an answer.',
  source: 'intake',
  stream: 'complaint',
  words: ['message'],
  schema: object({ messageId: id, channel: oneOf(...CHANNELS), receivedAt: instant, language: text(35), characters: integer(1, 65536) }),
  sample: { messageId: MESSAGE, channel: 'e-mail', receivedAt: '2026-11-02T15:00:00.000Z', language: 'en', characters: 88 },
});

export const MessageSent = event('MessageSent', {
  meaning: 'Something was told to the customer; what it is for says which duty it fulfils.',
  source: 'intake',
  stream: 'complaint',
  words: ['message'],
  schema: object({
    messageId: id,
    kind: oneOf(...MESSAGE_KINDS),
    channel: oneOf(...CHANNELS),
    automatic: flag,
    inReplyTo: nullable(id),
    language: text(35),
    characters: integer(1, 65536),
    /** By when the customer was told that something is done. */
    deadlinesStated: optional(deadlinesStated),
  }),
  sample: { messageId: MESSAGE, kind: 'answer', channel: 'e-mail', automatic: false, inReplyTo: ANSWERED, language: 'en', characters: 240 },
});

export const NoteAdded = event('NoteAdded', {
  meaning: 'Somebody of the company wrote something down for colleagues; the customer never sees it.',
  source: 'intake',
  stream: 'complaint',
  words: ['note'],
  schema: object({ noteId: id, characters: integer(1, 65536) }),
  sample: { noteId: MESSAGE, characters: 54 },
});

export const FileAttached = event('FileAttached', {
  meaning: 'A file belongs to the complaint; its bytes lie sealed outside of the log and can be erased.',
  source: 'intake',
  stream: 'complaint',
  words: ['name'],
  schema: object({ fileId: id, sha256: matching('^[0-9a-f]{64}$'), bytes: integer(1), mediaType: text(120) }),
  sample: { fileId: MESSAGE, sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08', bytes: 4, mediaType: 'image/jpeg' },
});

export const correspondenceEvents = [MessageReceived, MessageSent, NoteAdded, FileAttached] as const;

export type CorrespondenceFact = FactOf<(typeof correspondenceEvents)[number]>;
