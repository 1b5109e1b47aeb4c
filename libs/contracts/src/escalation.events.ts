import { event, type FactOf } from './event-definition.js';
import { flag, id, integer, list, nullable, object, oneOf, optional, text } from './schema.js';
import { unit } from './vocabulary.js';

const ESCALATION = '0192a3b4-0000-7000-8000-0000000000d1';
const SUPERIOR = '0192a3b4-0000-7000-8000-0000000000d2';
const OWED = '0192a3b4-0000-7000-8000-0000000000d3';

/** Why a superior has to know. */
export const REASONS_TO_INFORM = ['grave', 'missed', 'refused-twice', 'reopened', 'hostile', 'asked-for'] as const;
export type ReasonToInform = (typeof REASONS_TO_INFORM)[number];

/** Why a superior is this person: they hold the post, it is their turn, they stand in, or nobody else was there. */
export const WHY_THIS_PERSON = ['post', 'rota', 'contact-sheet', 'holiday-rota', 'stand-in', 'deputy', 'fallback'] as const;
export type WhyThisPerson = (typeof WHY_THIS_PERSON)[number];

export const SuperiorInformed = event('SuperiorInformed', {
  meaning: 'A named superior knows of the complaint, and why; informing changes no owner.',
  source: 'escalation',
  stream: 'complaint',
  schema: object({
    escalationId: id,
    /** 1 is the nearest superior. */
    level: integer(1, 20),
    person: nullable(id),
    rota: nullable(text(64)),
    reasons: list(object({ reason: oneOf(...REASONS_TO_INFORM), causedBy: id }), 50),
    obligations: list(id, 50),
    /** Nobody is above this person. */
    top: optional(flag),
    /** Told while the clock caught up after a downtime: many of these may come at once, and are one digest for each person. */
    caughtUp: optional(flag),
    /** Why it is this person. */
    chosen: optional(oneOf(...WHY_THIS_PERSON)),
    /** The person at the top was told before and has not acknowledged it yet: these reasons join that escalation, and nothing more is to be acknowledged. */
    joins: optional(flag),
  }),
  sample: { escalationId: ESCALATION, level: 1, person: SUPERIOR, rota: null, reasons: [{ reason: 'grave', causedBy: OWED }], obligations: [OWED] },
});

export const EscalationAcknowledged = event('EscalationAcknowledged', {
  meaning: 'The superior has seen it.',
  source: 'escalation',
  stream: 'complaint',
  schema: object({ escalationId: id }),
  sample: { escalationId: ESCALATION },
});

export const AdviceGiven = event('AdviceGiven', {
  meaning: 'The superior said what to do; the owner goes on owning the complaint.',
  source: 'escalation',
  stream: 'complaint',
  words: ['advice'],
  schema: object({ escalationId: nullable(id) }),
  sample: { escalationId: ESCALATION },
});

export const ComplaintTakenOver = event('ComplaintTakenOver', {
  meaning: 'A superior takes the complaint over; resolution makes them its owner.',
  source: 'escalation',
  stream: 'complaint',
  schema: object({
    escalationId: nullable(id),
    unit,
    staff: id,
    /** The escalations that they have seen with it: what was told to them, and to those below; without this field the named one, or all. */
    acknowledges: optional(list(id)),
  }),
  sample: { escalationId: ESCALATION, unit: 'customer-care', staff: SUPERIOR },
});

export const EscalationLifted = event('EscalationLifted', {
  meaning: 'The complaint needs nobody above any more, or never did.',
  source: 'escalation',
  stream: 'complaint',
  schema: object({ escalationId: id, because: oneOf('stepped-down', 'retracted', 'ended') }),
  sample: { escalationId: ESCALATION, because: 'stepped-down' },
});

export const escalationEvents = [SuperiorInformed, EscalationAcknowledged, AdviceGiven, ComplaintTakenOver, EscalationLifted] as const;

export type EscalationFact = FactOf<(typeof escalationEvents)[number]>;
