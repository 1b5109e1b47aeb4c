import { id, instant, integer, list, matching, nullable, object, oneOf, text } from './schema.js';

/** How a contact came in. */
export const CHANNELS = ['phone', 'web', 'e-mail', 'chat', 'shop', 'letter', 'regulator', 'other'] as const;
export const SEVERITIES = ['minor', 'major'] as const;
export const GRAVE_FLAGS = ['safety', 'legal', 'press', 'vulnerable-customer'] as const;
export const TIERS = ['standard', 'silver', 'gold', 'key-account'] as const;
export const LIFE_CYCLE_STAGES = ['new', 'growing', 'stable', 'declining', 'problem', 'lost'] as const;
/** How a complaint was put right. */
export const WAYS_TO_RESOLVE = [
  'advice', 'certain-repair', 'uncertain-repair', 'replacement', 'refund', 'compensation', 'explanation', 'other', 'not-recorded',
] as const;
/** How a complaint was acknowledged. */
export const WAYS_TO_ACKNOWLEDGE = ['spoken', 'written', 'automatic-message'] as const;

/** What is done for a customer to put it right. */
export const REMEDIES = ['repair', 'replacement', 'refund', 'compensation', 'gift', 'apology', 'advice', 'other'] as const;
/** What a message to the customer is for. */
export const MESSAGE_KINDS = ['acknowledgement', 'answer', 'update', 'holding', 'summary', 'final', 'apology'] as const;
/** Why a unit does not take a complaint that it is offered. */
export const REASONS_TO_DECLINE = ['not-ours', 'no-capacity', 'needs-more', 'other'] as const;
/** Why a complaint was withdrawn. */
export const WAYS_TO_WITHDRAW = ['customer-withdrew', 'registered-by-mistake', 'erased'] as const;
/** Why a cause stays unknown. */
export const REASONS_UNKNOWN = ['no-evidence', 'customer-out-of-reach', 'not-reproducible', 'several-possible', 'other'] as const;
/** What a customer did with the company after complaining. */
export const ACTIVITY_KINDS = ['order', 'visit', 'renewal', 'account-closed'] as const;

export type Channel = (typeof CHANNELS)[number];
export type Severity = (typeof SEVERITIES)[number];
export type GraveFlag = (typeof GRAVE_FLAGS)[number];
export type Remedy = (typeof REMEDIES)[number];
export type MessageKind = (typeof MESSAGE_KINDS)[number];
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** By when the customer was told that something is done: kinds of obligations with their times. */
export const deadlinesStated = list(object({ kind: text(64), dueAt: instant }), 20);

/** A reference that is spoken on the phone: digits only, the last one checks the others. */
export const reference = matching('^[0-9]{6,19}$');

/** Spans of local time in which it is convenient to call: weekdays 1 (Monday) to 7, `HH:MM`. */
export const convenientHours = list(
  object({ weekdays: list(integer(1, 7), 7), from: matching('^[0-2][0-9]:[0-5][0-9]$'), to: matching('^[0-2][0-9]:[0-5][0-9]$') }),
  21,
);

/** What is known of a customer that moves clocks: kept with each complaint as it was on registering. */
export const standing = object({
  tier: oneOf(...TIERS),
  stage: oneOf(...LIFE_CYCLE_STAGES),
  zone: text(64),
  language: text(35),
  convenientHours,
});

/** One contact with the customer. */
export const contact = object({
  id,
  channel: oneOf(...CHANNELS),
  direction: oneOf('inbound', 'outbound'),
  startedAt: instant,
});

/** An amount in minor units (cents, fen) of an ISO 4217 currency; yen have none, dinars three. */
export const money = object({ amount: integer(0), currency: matching('^[A-Z]{3}$') });

/** A span of time, the end later than the beginning. */
export const window = object({ from: instant, to: instant });

export const categoryPath = list(text(120), 6);
export const unit = nullable(text(64));
