import { event, type FactOf } from './event-definition.js';
import { id, nullable, object, oneOf, text } from './schema.js';
import { unit, WAYS_TO_RESOLVE } from './vocabulary.js';

const STAFF = '0192a3b4-0000-7000-8000-00000000000a';
const OFFER = '0192a3b4-0000-7000-8000-00000000000b';

export const ComplaintAssigned = event('ComplaintAssigned', {
  meaning: 'Somebody owns the complaint now; nothing else changes who does.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ unit, staff: nullable(id), because: oneOf('assigned', 'hand-over-accepted', 'taken-over', 'redirected') }),
  sample: { unit: 'repairs', staff: STAFF, because: 'assigned' },
});

export const HandedOver = event('HandedOver', {
  meaning: 'The owner offered the complaint to another unit; the owner stays accountable until it accepts.',
  source: 'resolution',
  stream: 'complaint',
  words: ['note'],
  schema: object({ handOverId: id, toUnit: text(64), toStaff: nullable(id) }),
  sample: { handOverId: OFFER, toUnit: 'logistics', toStaff: null },
});

export const HandOverAccepted = event('HandOverAccepted', {
  meaning: 'The other unit took the complaint over.',
  source: 'resolution',
  stream: 'complaint',
  schema: object({ handOverId: id }),
  sample: { handOverId: OFFER },
});

export const WaitingForCustomer = event('WaitingForCustomer', {
  meaning: 'A question was really sent to the customer, and nothing can go on without the answer.',
  source: 'resolution',
  stream: 'complaint',
  words: ['question'],
  schema: object({ questionId: id }),
  sample: { questionId: OFFER },
});

export const CustomerAnswered = event('CustomerAnswered', {
  meaning: 'The customer answered the question that we waited for.',
  source: 'resolution',
  stream: 'complaint',
  words: ['answer'],
  schema: object({ questionId: id }),
  sample: { questionId: OFFER },
});

export const ComplaintResolved = event('ComplaintResolved', {
  meaning: 'The owner says that it is put right: provisional until the customer confirms.',
  source: 'resolution',
  stream: 'complaint',
  words: ['explanation'],
  schema: object({ how: oneOf(...WAYS_TO_RESOLVE), cause: nullable(text(120)) }),
  sample: { how: 'certain-repair', cause: 'hose-worn' },
});

export const resolutionEvents = [
  ComplaintAssigned, HandedOver, HandOverAccepted, WaitingForCustomer, CustomerAnswered, ComplaintResolved,
] as const;

export type ResolutionFact = FactOf<(typeof resolutionEvents)[number]>;
