import { event, type FactOf } from './event-definition.js';
import { id, list, nullable, object, oneOf, text } from './schema.js';
import { convenientHours, LIFE_CYCLE_STAGES, TIERS } from './vocabulary.js';

const CUSTOMER = '0192a3b4-0000-7000-8000-000000000001';
const OTHER = '0192a3b4-0000-7000-8000-000000000011';
const identity = ['name', 'phone', 'email', 'address'];

const record = {
  ownReference: nullable(text(120)),
  tier: oneOf(...TIERS),
  stage: oneOf(...LIFE_CYCLE_STAGES),
  language: text(35),
  zone: text(64),
  convenientHours,
};
const sample = {
  ownReference: 'K-1001', tier: 'gold', stage: 'stable', language: 'en', zone: 'Europe/Berlin',
  convenientHours: [{ weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '20:30' }],
} as const;

export const CustomerRegistered = event('CustomerRegistered', {
  meaning: 'A customer is known from now on, under a pseudonym; name, phone and e-mail are sealed.',
  source: 'intake',
  stream: 'customer',
  words: identity,
  schema: object(record),
  sample,
});

export const CustomerRevised = event('CustomerRevised', {
  meaning: 'The record of a customer is another one from now on: all of it as it is now, personal words only where they are new.',
  source: 'intake',
  stream: 'customer',
  words: identity,
  schema: object({ ...record, revised: list(text(64), 20) }),
  sample: { ...sample, tier: 'key-account', revised: ['tier'] },
});

export const CustomersMerged = event('CustomersMerged', {
  meaning: 'Two records are one customer; said in the streams of both, and taken back by CustomersUnmerged.',
  source: 'intake',
  stream: 'customer',
  schema: object({ survivor: id, merged: id }),
  sample: { survivor: CUSTOMER, merged: OTHER },
});

export const CustomersUnmerged = event('CustomersUnmerged', {
  meaning: 'Two records were two customers after all; said in the streams of both.',
  source: 'intake',
  stream: 'customer',
  schema: object({ survivor: id, merged: id }),
  sample: { survivor: CUSTOMER, merged: OTHER },
});

export const CustomerErased = event('CustomerErased', {
  meaning: 'Everything personal about the customer is gone for ever; what was counted stays counted.',
  source: 'intake',
  stream: 'customer',
  schema: object({ because: oneOf('customer-asked', 'retention-over', 'other') }),
  sample: { because: 'customer-asked' },
});

export const customerEvents = [CustomerRegistered, CustomerRevised, CustomersMerged, CustomersUnmerged, CustomerErased] as const;

export type CustomerFact = FactOf<(typeof customerEvents)[number]>;
