import { event, type FactOf } from './event-definition.js';
import { flag, id, instant, integer, list, matching, nullable, object, oneOf, optional, text, type Schema } from './schema.js';
import { CHANNELS } from './vocabulary.js';

/** The kinds of obligation that the ledger knows, verb phrases; each belongs to one principle. */
export const OBLIGATION_KINDS = [
  'acknowledge', 'first-answer', 'find-cause', 'resolve', 'next-answer', 'keep-informed', 'accept-hand-over',
  'inform-superior', 'acknowledge-escalation', 'decide-approval',
  'review-cause', 'verify-improvement',
  'record-statement',
  'read-back',
  'propose', 'ask-counter-proposal', 'answer-counter-proposal', 'carry-out', 'keep-promise',
  'call', 'call-again', 'confirm', 'write-follow-up', 'late-check',
] as const;
export type ObligationKind = (typeof OBLIGATION_KINDS)[number];

/** Why something is no longer owed without having been done. */
export const WAYS_TO_CANCEL = ['reopened', 'closed', 'withdrawn', 'linked', 'resolved', 'retracted', 'fell-away'] as const;
/** What moved a deadline. */
export const WAYS_TO_REVISE = ['severity', 'standing', 'category', 'calendar', 'promise', 'repinned', 'follow-up-written', 'stage'] as const;

const CAUSE = '0192a3b4-0000-7000-8000-0000000000c1';
const OWED = '0192a3b4-0000-7000-8000-0000000000c2';

const obligation = {
  obligationId: id,
  // Any verb phrase: a list of today's kinds would make each new one a new version of every event about obligations.
  kind: matching('^[a-z]+(-[a-z]+)*$') as Schema<ObligationKind>,
};
const sample = { obligationId: OWED, kind: 'acknowledge' } as const;
const revision = <const Because extends readonly string[]>(...because: Because) =>
  object({ ...obligation, because: oneOf(...because), causedBy: id, dueAt: instant, formerly: instant, packVersion: text(64), allowance: text(200), rule: optional(text(64)), changedAt: optional(instant), promisedFor: optional(instant), convenientUntil: optional(instant), warnAt: optional(instant) });
const LATER = '2026-11-05T12:00:00.000Z';

const revised = {
  ...sample, kind: 'resolve', because: 'severity', causedBy: CAUSE, dueAt: LATER, formerly: '2026-11-09T12:00:00.000Z', packVersion: 'default@1',
  allowance: '2 days for a major complaint',
} as const;

const owed = {
  ...obligation,
  principle: integer(1, 7),
  owedBy: object({ role: text(64), unit: nullable(text(64)), staff: nullable(id) }),
  /** The fact itself named who owes it; otherwise it is the complaint's owner, and goes to whoever owns the complaint next. */
  named: optional(flag),
  dueAt: instant,
  blocksClosing: flag,
  /** Why it is due then, in the words of the allowance that was used. */
  allowance: text(200),
  /** When its clock began. */
  startedAt: optional(instant),
  /** The rule of the pack by which its time is reckoned; missing where the time itself was promised. */
  rule: optional(text(64)),
  /** The time that was promised, where it is due by that; `dueAt` is later where the pack lets it be somewhat late. */
  promisedFor: optional(instant),
  /** The end of the customer's convenient hours with which it is due, where its rule minds them. */
  convenientUntil: optional(instant),
  /** When its clock stood still already, where it goes on with one of a former round. */
  pauses: optional(list(object({ from: instant, to: instant }), 1000)),
  warnAt: optional(instant),
  /** The promise, offer, message, hand-over, call or improvement that it is about, where there may be several. */
  about: optional(id),
  /** Why a superior has to know, where that is what is owed. */
  reason: optional(text(64)),
};
const owedSample = {
  ...sample, principle: 1, owedBy: { role: 'agent', unit: 'hotline', staff: null }, dueAt: '2026-11-02T12:02:00.000Z', blocksClosing: true, allowance: '2 minutes on a call',
};
const owing = { causedBy: CAUSE, packVersion: 'default@1' };

export const ObligationIncurred = event('ObligationIncurred', {
  meaning: 'From a fact on, somebody owes the customer something by a time: all that the fact makes us owe.',
  source: 'escalation',
  stream: 'obligations',
  version: 2,
  schema: object({
    causedBy: id,
    packVersion: text(64),
    /** How the customer complained: by it whoever upholds the obligations knows what can be done without a person. */
    channel: optional(oneOf(...CHANNELS)),
    obligations: list(object(owed), 30),
  }),
  sample: { ...owing, obligations: [owedSample] },
  formerly: {
    1: {
      schema: object({ ...owed, causedBy: id, packVersion: text(64) }),
      sample: { ...owedSample, ...owing },
      // One fact makes us owe seven things at once: an event for each was most of what a registration cost.
      upcast: ({ causedBy, packVersion, ...one }: { causedBy: string; packVersion: string }) => ({ causedBy, packVersion, obligations: [one] }),
    },
  },
});

export const ObligationSettled = event('ObligationSettled', {
  meaning: 'What was owed was done; late when it had been missed before.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({
    ...obligation,
    settledBy: id,
    late: flag,
    /** When it was done: a clock that goes on after a reopening stood still from then on. */
    settledAt: optional(instant),
  }),
  sample: { ...sample, settledBy: CAUSE, late: false },
});

/** `caughtUp`, here and below: said while the clock caught up after a downtime, long after its time. */
export const ObligationNearing = event('ObligationNearing', {
  meaning: 'A warning: most of the time allowed is used, or it is over and nothing was done.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({
    ...obligation,
    dueAt: instant,
    /** Who is warned, where that is not whoever owes it. */
    to: optional(oneOf('level-1', 'level-2', 'level-3')),
    /** When somebody is warned again. */
    warnAt: optional(instant),
    caughtUp: optional(flag),
  }),
  sample: { ...sample, dueAt: '2026-11-02T12:02:00.000Z' },
});

export const ObligationMissed = event('ObligationMissed', {
  meaning: 'It was due and not done, by everything that had been said up to then.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({
    ...obligation,
    dueAt: instant,
    /** When somebody is warned that it is still not done, and how many warnings are behind it. */
    warnAt: optional(instant),
    warned: optional(integer(0)),
    caughtUp: optional(flag),
  }),
  sample: { ...sample, dueAt: '2026-11-02T12:02:00.000Z' },
});

export const ObligationMissRetracted = event('ObligationMissRetracted', {
  meaning: 'The miss was none: what settled it was recorded in time and arrived late.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({ ...obligation, settledBy: id, settledAt: optional(instant) }),
  sample: { ...sample, settledBy: CAUSE },
});

export const ObligationWaived = event('ObligationWaived', {
  meaning: 'Somebody who may do so said why it need not be done.',
  source: 'escalation',
  stream: 'obligations',
  words: ['reason'],
  schema: object({ ...obligation, byRole: text(64) }),
  sample: { ...sample, byRole: 'supervisor' },
});

export const ObligationCancelled = event('ObligationCancelled', {
  meaning: 'It is no longer owed, because of something that happened to the complaint.',
  source: 'escalation',
  stream: 'obligations',
  version: 3,
  schema: object({
    ...obligation,
    because: oneOf(...WAYS_TO_CANCEL),
    causedBy: nullable(id),
    /** The branch of the policy pack by which it fell away. */
    branch: optional(text(64)),
    /** The rule of the policy pack by which it is not owed. */
    rule: optional(text(64)),
  }),
  sample: { ...sample, because: 'fell-away', causedBy: CAUSE, branch: 'summary-resolution' },
  formerly: {
    1: {
      schema: object({ ...obligation, because: oneOf('reopened', 'closed', 'withdrawn'), causedBy: optional(id) }),
      sample: { ...sample, because: 'reopened', causedBy: CAUSE },
      upcast: (older: { causedBy?: string }) => ({ ...older, causedBy: older.causedBy ?? null }),
    },
    2: {
      schema: object({ ...obligation, because: oneOf('reopened', 'closed', 'withdrawn', 'linked', 'resolved', 'retracted'), causedBy: nullable(id) }),
      sample: { ...sample, because: 'reopened', causedBy: CAUSE },
      upcast: (older: object) => older,
    },
  },
});

export const ObligationLapsed = event('ObligationLapsed', {
  meaning: 'Its time ran out in a way that counts as done, such as silence after a written follow-up.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({ ...obligation, because: oneOf('silence') }),
  sample: { ...sample, kind: 'confirm', because: 'silence' },
});

export const ObligationPaused = event('ObligationPaused', {
  meaning: 'Its clock stands still while we wait for the customer.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({
    ...obligation,
    causedBy: id,
    pausedAt: instant,
    /** When its clock goes on by itself, because the policy lets it stand still no longer. */
    until: optional(instant),
  }),
  sample: { ...sample, kind: 'resolve', causedBy: CAUSE, pausedAt: '2026-11-03T12:00:00.000Z' },
});

export const ObligationResumed = event('ObligationResumed', {
  meaning: 'Its clock goes on; the time that it stood still is added.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({ ...obligation, causedBy: id, dueAt: instant, resumedAt: optional(instant), warnAt: optional(instant) }),
  sample: { ...sample, kind: 'resolve', causedBy: CAUSE, dueAt: LATER },
});

export const ObligationRevised = event('ObligationRevised', {
  meaning: 'Another allowance applies from now on; its original start stays.',
  source: 'escalation',
  stream: 'obligations',
  version: 3,
  schema: revision(...WAYS_TO_REVISE),
  sample: revised,
  formerly: {
    1: {
      schema: revision('severity', 'standing', 'category', 'calendar', 'promise', 'repinned'),
      sample: revised,
      upcast: (older: object) => older,
    },
    2: {
      schema: revision('severity', 'standing', 'category', 'calendar', 'promise', 'repinned', 'follow-up-written'),
      sample: revised,
      upcast: (older: object) => older,
    },
  },
});

export const ObligationExtended = event('ObligationExtended', {
  meaning: 'Somebody who may do so allowed more time, before it was over.',
  source: 'escalation',
  stream: 'obligations',
  words: ['reason'],
  schema: object({ ...obligation, dueAt: instant, formerly: instant, approvedBy: id, warnAt: optional(instant) }),
  sample: { ...sample, kind: 'resolve', dueAt: LATER, formerly: '2026-11-04T12:00:00.000Z', approvedBy: CAUSE },
});

export const ObligationsRepinned = event('ObligationsRepinned', {
  meaning: 'From now on the clocks of the complaint follow another policy pack; what was used stays used.',
  source: 'escalation',
  stream: 'obligations',
  words: ['reason'],
  schema: object({ packVersion: text(64), formerly: nullable(text(64)) }),
  sample: { packVersion: 'default@2', formerly: 'default@1' },
});

export const ObligationsDischarged = event('ObligationsDischarged', {
  meaning: 'Nothing of this round is owed that blocks closing, by everything read up to these versions.',
  source: 'escalation',
  stream: 'obligations',
  schema: object({
    round: integer(1),
    seen: list(object({ source: oneOf('intake', 'resolution', 'escalation', 'follow-up'), version: integer(0) }), 8),
  }),
  sample: { round: 1, seen: [{ source: 'intake', version: 4 }, { source: 'resolution', version: 3 }, { source: 'follow-up', version: 2 }] },
});

export const obligationEvents = [
  ObligationIncurred, ObligationSettled, ObligationNearing, ObligationMissed, ObligationMissRetracted, ObligationWaived, ObligationCancelled,
  ObligationLapsed, ObligationPaused, ObligationResumed, ObligationRevised, ObligationExtended, ObligationsRepinned, ObligationsDischarged,
] as const;

/** One of the obligations that a fact incurs. */
export type IncurredObligation = FactOf<typeof ObligationIncurred>['data']['obligations'][number];

export type ObligationFact = FactOf<(typeof obligationEvents)[number]>;

