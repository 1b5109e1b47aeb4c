import { event, type FactOf } from './event-definition.js';
import { integer, object, oneOf } from './schema.js';

export const ComplaintReopened = event('ComplaintReopened', {
  meaning: 'It was not put right after all: this round ends and the next begins.',
  source: 'follow-up',
  stream: 'complaint',
  words: ['words'],
  schema: object({ endsRound: integer(1), because: oneOf('customer-dissatisfied', 'same-cause-again', 'imported') }),
  sample: { endsRound: 1, because: 'customer-dissatisfied' },
});

export const ComplaintClosed = event('ComplaintClosed', {
  meaning: 'The end of the complaint is reached; nothing that blocks closing is owed.',
  source: 'follow-up',
  stream: 'complaint',
  schema: object({ because: oneOf('confirmed', 'closed-by-command', 'imported') }),
  sample: { because: 'closed-by-command' },
});

export const followUpEvents = [ComplaintReopened, ComplaintClosed] as const;

export type FollowUpFact = FactOf<(typeof followUpEvents)[number]>;
