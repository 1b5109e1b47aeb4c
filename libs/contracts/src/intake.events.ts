import { correspondenceEvents, type CorrespondenceFact } from './correspondence.events.js';
import { event, type FactOf } from './event-definition.js';
import { flag, id, instant, integer, list, nullable, object, oneOf, optional, text } from './schema.js';
import {
  categoryPath, contact, deadlinesStated, GRAVE_FLAGS, reference, REASONS_UNKNOWN, SEVERITIES, standing, unit, WAYS_TO_ACKNOWLEDGE, WAYS_TO_WITHDRAW,
} from './vocabulary.js';

const CUSTOMER = '0192a3b4-0000-7000-8000-000000000001';
const CONTACT = '0192a3b4-0000-7000-8000-000000000002';
const STATEMENT = '0192a3b4-0000-7000-8000-000000000003';
const SERIAL = '0192a3b4-0000-7000-8000-000000000004';
const NOON = '2026-11-02T12:00:00.000Z';

export const ComplaintRegistered = event('ComplaintRegistered', {
  meaning: 'A customer complained; from this instant somebody owes them something.',
  source: 'intake',
  stream: 'complaint',
  words: ['remedySought', 'place', 'reporter'],
  schema: object({
    reference,
    customerId: nullable(id),
    standing: nullable(standing),
    contact,
    receivedAt: instant,
    /** When whoever passed it on sent it to us, such as a regulator; some clocks begin with it. */
    sentAt: optional(instant),
    happenedAt: nullable(instant),
    language: text(35),
    product: nullable(text(120)),
    order: nullable(text(120)),
    receivedBy: unit,
    /** Only imported complaints: where from, and which obligation kinds that source can show. */
    history: optional(object({ source: text(64), externalId: text(120), records: list(text(64), 40) })),
  }),
  sample: {
    reference: '2600000014', customerId: CUSTOMER,
    standing: { tier: 'gold', stage: 'stable', zone: 'Europe/Berlin', language: 'en', convenientHours: [] },
    contact: { id: CONTACT, channel: 'phone', direction: 'inbound', startedAt: NOON },
    receivedAt: NOON, happenedAt: null, language: 'en', product: 'W-200', order: null, receivedBy: 'hotline',
  },
});

export const ContactEnded = event('ContactEnded', {
  meaning: 'A call or chat with the customer is over; what was owed in the same contact is judged by it.',
  source: 'intake',
  stream: 'complaint',
  schema: object({ contactId: id, endedAt: instant }),
  sample: { contactId: CONTACT, endedAt: '2026-11-02T12:04:10.000Z' },
});

export const ComplaintAcknowledged = event('ComplaintAcknowledged', {
  meaning: 'The customer was told that the complaint is taken seriously, and by when they will hear.',
  source: 'intake',
  stream: 'complaint',
  schema: object({ how: oneOf(...WAYS_TO_ACKNOWLEDGE), deadlinesStated }),
  sample: { how: 'spoken', deadlinesStated: [{ kind: 'first-answer', dueAt: '2026-11-03T12:00:00.000Z' }] },
});

export const StatementRecorded = event('StatementRecorded', {
  meaning: "The complaint was written down in the customer's own words.",
  source: 'intake',
  stream: 'complaint',
  words: ['statement', 'course'],
  schema: object({ statementId: id, contactId: nullable(id), language: text(35), characters: integer(1, 65536) }),
  sample: { statementId: STATEMENT, contactId: CONTACT, language: 'en', characters: 142 },
});

export const ComplaintClassified = event('ComplaintClassified', {
  meaning: 'What kind of complaint it is, how severe, and whether it is grave.',
  source: 'intake',
  stream: 'complaint',
  schema: object({
    category: categoryPath,
    severity: oneOf(...SEVERITIES),
    grave: list(oneOf(...GRAVE_FLAGS), 4),
    /** The priority that an imported source gave, 1 the highest. */
    priority: optional(integer(1, 9)),
  }),
  sample: { category: ['appliance', 'washing machine', 'leak'], severity: 'major', grave: ['safety'] },
});

export const ReadBackConfirmed = event('ReadBackConfirmed', {
  meaning: 'The complaint was repeated to the customer, who said: yes, that is it.',
  source: 'intake',
  stream: 'complaint',
  schema: object({ statementId: id, contactId: nullable(id) }),
  sample: { statementId: STATEMENT, contactId: CONTACT },
});

export const ReadBackCorrected = event('ReadBackCorrected', {
  meaning: 'The complaint was repeated to the customer, who put something right; it has to be repeated again.',
  source: 'intake',
  stream: 'complaint',
  words: ['correction'],
  schema: object({ statementId: id, contactId: nullable(id), correctionId: id }),
  sample: { statementId: STATEMENT, contactId: CONTACT, correctionId: SERIAL },
});

export const CauseAsked = event('CauseAsked', {
  meaning: 'A question was asked to find the true cause, and perhaps answered.',
  source: 'intake',
  stream: 'complaint',
  words: ['question', 'answer'],
  schema: object({ questionId: id, answered: flag }),
  sample: { questionId: SERIAL, answered: true },
});

export const CauseFound = event('CauseFound', {
  meaning: 'The true cause is known, and whose it is.',
  source: 'intake',
  stream: 'complaint',
  words: ['evidence'],
  schema: object({ cause: text(120), ownerUnit: unit }),
  sample: { cause: 'hose-worn', ownerUnit: 'repairs' },
});

export const CauseUnknown = event('CauseUnknown', {
  meaning: 'The cause was looked for and not found, with a reason.',
  source: 'intake',
  stream: 'complaint',
  words: ['explanation'],
  schema: object({ because: oneOf(...REASONS_UNKNOWN) }),
  sample: { because: 'not-reproducible' },
});

export const TimePromised = event('TimePromised', {
  meaning: 'The customer was promised something by a time.',
  source: 'intake',
  stream: 'complaint',
  words: ['promise'],
  schema: object({ promiseId: id, promisedFor: instant }),
  sample: { promiseId: SERIAL, promisedFor: '2026-11-04T16:00:00.000Z' },
});

export const PromiseRevised = event('PromiseRevised', {
  meaning: 'The customer was told of another time before the promised one had come.',
  source: 'intake',
  stream: 'complaint',
  words: ['explanation'],
  schema: object({ promiseId: id, promisedFor: instant, formerly: instant }),
  sample: { promiseId: SERIAL, promisedFor: '2026-11-05T16:00:00.000Z', formerly: '2026-11-04T16:00:00.000Z' },
});

export const PromiseKept = event('PromiseKept', {
  meaning: 'What was promised was done.',
  source: 'intake',
  stream: 'complaint',
  schema: object({ promiseId: id, keptAt: instant }),
  sample: { promiseId: SERIAL, keptAt: '2026-11-04T10:00:00.000Z' },
});

export const ContactTurnedHostile = event('ContactTurnedHostile', {
  meaning: 'A contact got out of hand; somebody above has to know.',
  source: 'intake',
  stream: 'complaint',
  words: ['note'],
  schema: object({ contactId: nullable(id) }),
  sample: { contactId: CONTACT },
});

export const CustomerStandingChanged = event('CustomerStandingChanged', {
  meaning: "The customer's tier, stage, zone or convenient hours are others than when the complaint was registered.",
  source: 'intake',
  stream: 'complaint',
  schema: object({ customerId: id, standing }),
  sample: { customerId: CUSTOMER, standing: { tier: 'key-account', stage: 'stable', zone: 'Europe/Berlin', language: 'en', convenientHours: [] } },
});

export const ComplaintLinked = event('ComplaintLinked', {
  meaning: 'It is the same complaint as another one, which is worked on instead.',
  source: 'intake',
  stream: 'complaint',
  schema: object({ linkedTo: id }),
  sample: { linkedTo: SERIAL },
});

export const ComplaintUnlinked = event('ComplaintUnlinked', {
  meaning: 'It was a complaint of its own after all; its clocks were kept.',
  source: 'intake',
  stream: 'complaint',
  schema: object({ linkedTo: id }),
  sample: { linkedTo: SERIAL },
});

export const ComplaintRedirected = event('ComplaintRedirected', {
  meaning: 'It reached the wrong place and is passed on, never bounced; whoever has it stays accountable until the next one accepts.',
  source: 'intake',
  stream: 'complaint',
  words: ['note'],
  schema: object({ redirectId: id, toUnit: text(64) }),
  sample: { redirectId: SERIAL, toUnit: 'logistics' },
});

export const ComplaintWithdrawn = event('ComplaintWithdrawn', {
  meaning: 'Nothing more is owed, because the customer or a mistake took the complaint back.',
  source: 'intake',
  stream: 'complaint',
  words: ['explanation'],
  schema: object({ because: oneOf(...WAYS_TO_WITHDRAW) }),
  sample: { because: 'customer-withdrew' },
});

export const HistoryEnded = event('HistoryEnded', {
  meaning: 'An import of past complaints is complete up to its data cut.',
  source: 'intake',
  stream: 'source',
  schema: object({ source: text(64), dataCut: instant, complaints: integer(0), unreadableRows: integer(0), complete: flag }),
  sample: { source: 'incidents', dataCut: '2016-05-06T16:00:00.000Z', complaints: 12, unreadableRows: 0, complete: true },
});

const ofComplaint = [
  ComplaintRegistered, ContactEnded, ComplaintAcknowledged, StatementRecorded, ComplaintClassified, ReadBackConfirmed, ReadBackCorrected,
  CauseAsked, CauseFound, CauseUnknown, TimePromised, PromiseRevised, PromiseKept, ContactTurnedHostile, CustomerStandingChanged,
  ComplaintLinked, ComplaintUnlinked, ComplaintRedirected, ComplaintWithdrawn,
] as const;

export const intakeEvents = [...ofComplaint, ...correspondenceEvents, HistoryEnded] as const;

export type IntakeFact = FactOf<(typeof ofComplaint)[number]> | CorrespondenceFact;
export type SourceFact = FactOf<typeof HistoryEnded>;
