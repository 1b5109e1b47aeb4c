import { event, type FactOf } from './event-definition.js';
import { flag, id, instant, integer, list, nullable, object, oneOf, optional, text } from './schema.js';
import {
  categoryPath, contact, GRAVE_FLAGS, LIFE_CYCLE_STAGES, reference, SEVERITIES, standing, TIERS, unit, WAYS_TO_ACKNOWLEDGE,
  convenientHours,
} from './vocabulary.js';

const CUSTOMER = '0192a3b4-0000-7000-8000-000000000001';
const CONTACT = '0192a3b4-0000-7000-8000-000000000002';
const STATEMENT = '0192a3b4-0000-7000-8000-000000000003';
const NOON = '2026-11-02T12:00:00.000Z';

export const CustomerRegistered = event('CustomerRegistered', {
  meaning: 'A customer is known from now on, under a pseudonym; name, phone and e-mail are sealed.',
  source: 'intake',
  stream: 'customer',
  words: ['name', 'phone', 'email', 'address'],
  schema: object({
    ownReference: nullable(text(120)),
    tier: oneOf(...TIERS),
    stage: oneOf(...LIFE_CYCLE_STAGES),
    language: text(35),
    zone: text(64),
    convenientHours,
  }),
  sample: { ownReference: 'K-1001', tier: 'gold', stage: 'stable', language: 'en', zone: 'Europe/Berlin', convenientHours: [{ weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '20:30' }] },
});

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
  schema: object({ how: oneOf(...WAYS_TO_ACKNOWLEDGE), deadlinesStated: list(object({ kind: text(64), dueAt: instant }), 20) }),
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

export const HistoryEnded = event('HistoryEnded', {
  meaning: 'An import of past complaints is complete up to its data cut.',
  source: 'intake',
  stream: 'source',
  schema: object({ source: text(64), dataCut: instant, complaints: integer(0), unreadableRows: integer(0), complete: flag }),
  sample: { source: 'incidents', dataCut: '2016-05-06T16:00:00.000Z', complaints: 12, unreadableRows: 0, complete: true },
});

export const intakeEvents = [
  CustomerRegistered, ComplaintRegistered, ContactEnded, ComplaintAcknowledged, StatementRecorded, ComplaintClassified, HistoryEnded,
] as const;

export type CustomerFact = FactOf<typeof CustomerRegistered>;
export type IntakeFact = FactOf<
  | typeof ComplaintRegistered | typeof ContactEnded | typeof ComplaintAcknowledged | typeof StatementRecorded | typeof ComplaintClassified
>;
export type SourceFact = FactOf<typeof HistoryEnded>;
