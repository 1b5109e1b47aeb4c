import {
  byName, CHANNELS, flag, GRAVE_FLAGS, instant, integer, list, matching, object, OBLIGATION_KINDS, oneOf, optional, SEVERITIES, text, TIERS, WAYS_TO_ACKNOWLEDGE, WAYS_TO_RESOLVE, MESSAGE_KINDS,
  type Accepted,
} from '@amends/contracts';
import { UNITS } from '../clock/amount.js';

/** Who may allow more time. */
export const APPROVERS = ['supervisor', 'administrator'] as const;
export type Approver = (typeof APPROVERS)[number];

const kind = oneOf(...OBLIGATION_KINDS);
const said = object({ en: text(200), zh: text(200) });
const time = matching('^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$');
const date = matching('^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
const periods = list(object({ from: time, to: time }), 24);
const special = object({ date, name: text(120), periods });
const week = object({
  1: optional(periods), 2: optional(periods), 3: optional(periods), 4: optional(periods), 5: optional(periods), 6: optional(periods), 7: optional(periods),
});

/** How much time: a count of a unit, days perhaps to close of day and without the day of receipt. */
export const amountSchema = object({
  count: integer(0), unit: oneOf(...UNITS), toCloseOfDay: optional(flag), receiptExcluded: optional(flag),
});

const calendar = object({ name: text(120), zone: text(64), week, holidays: list(special, 1000), overrides: list(special, 1000) });

/** What must be true of a complaint for a rule to apply: everything that is given must hold, and of a list one is enough. */
const conditions = object({
  severity: optional(list(oneOf(...SEVERITIES), 2)),
  tier: optional(list(oneOf(...TIERS), 4)),
  channel: optional(list(oneOf(...CHANNELS), 8)),
  /** Beginnings of category paths. */
  category: optional(list(list(text(120), 6), 50)),
  grave: optional(list(oneOf(...GRAVE_FLAGS), 4)),
  resolvedBy: optional(list(oneOf(...WAYS_TO_RESOLVE), 10)),
  level: optional(list(integer(1, 20), 20)),
});

/** A fact by its type; what a message is for, how a complaint was acknowledged, and of which obligation either states the deadline. */
const settlement = object({
  type: text(64), messageKind: optional(oneOf(...MESSAGE_KINDS)), how: optional(list(oneOf(...WAYS_TO_ACKNOWLEDGE), 3)), statesDeadline: optional(kind),
});

const rule = object({
  id: matching('^[a-z0-9]+(-[a-z0-9]+)*$'),
  obligations: list(kind, 30),
  when: optional(conditions),
  /** How much time there is; left out only where nothing is owed. */
  allow: optional(amountSchema),
  /** In these circumstances nothing is owed: no time, no warnings. What was owed before they came falls away, missed or not. */
  notOwed: optional(flag),
  says: said,
  /** Name of one of the pack's calendars; the pack's first one unless said. */
  calendar: optional(text(64)),
  /**
   * The clock starts with the fact that owes it, with when the complaint was received, or with when it was sent to us, where that is known.
   * From any other fact on, such as when the file was complete or the complaint was closed, a stage counts that is named after it.
   */
  startsAt: optional(oneOf('fact', 'received', 'sent')),
  /**
   * For calls. `within`: where the time falls outside of the hours that suit the customer, it is due with the end of the next ones.
   * `next`: it is due with the end of the next hours that they said, and `allow` is for those who said none.
   */
  convenient: optional(oneOf('within', 'next')),
  /** Facts that settle it besides those of its principle, or instead of them. */
  alsoSettledBy: optional(list(settlement, 10)),
  settledOnlyBy: optional(list(settlement, 10)),
});

/** Resolved soon enough after the complaint was received, other duties fall away. */
const branch = object({
  id: text(64),
  when: optional(conditions),
  settledBy: settlement,
  within: amountSchema,
  says: said,
  fallAway: list(kind, 30),
  owes: optional(list(kind, 10)),
});

/** A fact that gives an obligation another amount, counted from the original start or from the fact; once, and before its time is over. */
const stage = object({ id: text(64), when: optional(conditions), on: settlement, obligations: list(kind, 30), allow: amountSchema, says: said, from: oneOf('start', 'fact') });

/** How much time somebody may allow in all, counted from the original start; an administrator also where a supervisor may. */
const extension = object({ obligations: list(kind, 30), approvedBy: oneOf(...APPROVERS), upTo: amountSchema });

const warning = object({
  obligations: list(kind, 30),
  /** Per cent of the time allowed, more than 100 after it was over; or else so long before or after it is due. */
  percent: optional(integer(1, 1000)),
  before: optional(amountSchema),
  after: optional(amountSchema),
  to: oneOf('owner', 'level-1', 'level-2', 'level-3'),
});

/** When a level has to acknowledge, rules for `acknowledge-escalation` say. */
const ladderLevel = object({ name: said, informOnly: flag });

/**
 * A policy pack as it is written: what is allowed for every obligation, and what follows when it is not kept. What it leaves out is as in
 * the pack that it extends; `withBase` says how both become one.
 */
export const policyPackSchema = object({
  name: matching('^[a-z0-9]+(-[a-z0-9]+)*$'),
  version: integer(1),
  /** Before then it cannot be put into force, and no complaint can be pinned to it. */
  effectiveFrom: instant,
  /** `name@version` of a pack: what is not said here is as there. */
  extends: optional(matching('^[a-z0-9-]+@[1-9][0-9]*$')),
  title: said,
  /** Where its figures come from. */
  source: text(500),
  calendars: optional(byName(calendar)),
  rules: optional(list(rule, 200)),
  branches: optional(list(branch, 20)),
  stages: optional(list(stage, 20)),
  /** What stands still while we wait for the customer; `cap` is how long at most in a round, then the clock goes on by itself. */
  pauses: optional(object({ obligations: list(kind, 30), cap: optional(amountSchema) })),
  extensions: optional(list(extension, 20)),
  warnings: optional(list(warning, 20)),
  /** `new-clock` where nobody says otherwise. */
  reopening: optional(oneOf('new-clock', 'continue', 'none')),
  /** The superiors of a complaint, the nearest first. */
  ladder: optional(list(ladderLevel, 20)),
});

export type PolicyPack = Accepted<typeof policyPackSchema>;
/** A pack with all that it inherits, so that it says everything itself. */
export type WholePack = Required<Omit<PolicyPack, 'extends'>>;
export type AllowanceRule = WholePack['rules'][number];
export type Branch = WholePack['branches'][number];
export type Stage = WholePack['stages'][number];
export type Warning = WholePack['warnings'][number];
export type Conditions = NonNullable<AllowanceRule['when']>;
export type PackCalendar = Accepted<typeof calendar>;
/** What a fact has to be to settle, to end a branch or to begin a stage. */
export type FactPattern = Accepted<typeof settlement>;
