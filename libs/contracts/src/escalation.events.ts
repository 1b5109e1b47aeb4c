import { event, type FactOf } from './event-definition.js';
import { flag, id, instant, integer, matching, nullable, object, oneOf, optional, text, type Schema } from './schema.js';

/** The kinds of obligation that the ledger knows, verb phrases; each belongs to one principle. */
export const OBLIGATION_KINDS = ['acknowledge'] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

const CAUSE = '0192a3b4-0000-7000-8000-0000000000c1';
const OWED = '0192a3b4-0000-7000-8000-0000000000c2';

const obligation = {
  obligationId: id,
  // Any verb phrase: a list of today's kinds would make each new one a new version of every event about obligations.
  kind: matching('^[a-z]+(-[a-z]+)*$') as Schema<ObligationKind>,
};

export const ObligationIncurred = event('ObligationIncurred', {
  meaning: 'From a fact on, somebody owes the customer something by a time.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({
    ...obligation,
    principle: integer(1, 7),
    owedBy: object({ role: text(64), unit: nullable(text(64)), staff: nullable(id) }),
    causedBy: id,
    dueAt: instant,
    blocksClosing: flag,
    packVersion: text(64),
    /** Why it is due then, in the words of the allowance that was used. */
    allowance: text(200),
  }),
  sample: {
    obligationId: OWED, kind: 'acknowledge', principle: 1, owedBy: { role: 'agent', unit: 'hotline', staff: null }, causedBy: CAUSE,
    dueAt: '2026-11-02T12:02:00.000Z', blocksClosing: true, packVersion: 'default@1', allowance: '2 minutes on a call',
  },
});

export const ObligationSettled = event('ObligationSettled', {
  meaning: 'What was owed was done; late when it had been missed before.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({ ...obligation, settledBy: id, late: flag }),
  sample: { obligationId: OWED, kind: 'acknowledge', settledBy: CAUSE, late: false },
});

export const ObligationMissed = event('ObligationMissed', {
  meaning: 'It was due and not done, by everything that had been said up to then.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({ ...obligation, dueAt: instant }),
  sample: { obligationId: OWED, kind: 'acknowledge', dueAt: '2026-11-02T12:02:00.000Z' },
});

export const ObligationMissRetracted = event('ObligationMissRetracted', {
  meaning: 'The miss was none: what settled it was recorded in time and arrived late.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({ ...obligation, settledBy: id }),
  sample: { obligationId: OWED, kind: 'acknowledge', settledBy: CAUSE },
});

export const ObligationCancelled = event('ObligationCancelled', {
  meaning: 'It is no longer owed, because its round ended or the complaint was withdrawn.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({ ...obligation, because: oneOf('reopened', 'closed', 'withdrawn'), causedBy: optional(id) }),
  sample: { obligationId: OWED, kind: 'acknowledge', because: 'reopened', causedBy: CAUSE },
});

export const escalationEvents = [
  ObligationIncurred, ObligationSettled, ObligationMissed, ObligationMissRetracted, ObligationCancelled,
] as const;

export type ObligationFact = FactOf<(typeof escalationEvents)[number]>;
