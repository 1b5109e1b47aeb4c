import type { Channel, ObligationKind, Severity } from '@amends/contracts';

/** What an allowance depends on. */
export interface Occasion {
  /** The channel of the contact in which the complaint began. */
  readonly channel: Channel | (string & {});
  readonly severity: Severity | null;
  readonly tier: string | null;
  /** How it was put right, once it was. */
  readonly resolvedBy: string | null;
}

/** A time allowed where its circumstances are given; the first that fits counts. */
export interface Rule {
  readonly when?: { readonly [Name in keyof Occasion]?: readonly string[] };
  readonly seconds: number;
  /** The reason in words, which stands beside the deadline. */
  readonly says: string;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const within = (seconds: number, says: string, when?: Rule['when']): Rule => ({ seconds, says, ...(when ? { when } : {}) });

/** The allowances of the source texts; where they give no figure, one that keeps the order of things. */
export const PLAIN_ALLOWANCES: Readonly<Record<ObligationKind, readonly [...Rule[], Rule]>> = {
  acknowledge: [within(2 * MINUTE, '2 minutes on a call', { channel: ['phone', 'chat'] }), within(HOUR, '1 hour')],
  'first-answer': [within(4 * HOUR, '4 hours for a key account', { tier: ['key-account'] }), within(DAY, '1 day to the first answer')],
  'find-cause': [within(2 * DAY, '2 days to find the cause')],
  resolve: [within(2 * DAY, '2 days for a major complaint', { severity: ['major'] }), within(5 * DAY, '5 days to put it right')],
  'next-answer': [within(DAY, '1 day to answer a message')],
  'keep-informed': [within(2 * DAY, 'word every 2 days')],
  'accept-hand-over': [within(4 * HOUR, '4 hours to accept or decline')],
  'inform-superior': [within(5 * MINUTE, '5 minutes to tell a superior')],
  'acknowledge-escalation': [within(30 * MINUTE, '30 minutes for the superior to see it')],
  'decide-approval': [within(DAY, '1 day to decide on a remedy')],
  'review-cause': [within(14 * DAY, '14 days to review the cause')],
  'verify-improvement': [within(30 * DAY, '30 days until it shows whether the improvement helps')],
  'record-statement': [within(15 * MINUTE, 'in the same contact: 15 minutes')],
  'read-back': [within(15 * MINUTE, 'in the same contact: 15 minutes')],
  propose: [within(DAY, '1 day from the cause to an offer')],
  'ask-counter-proposal': [within(HOUR, '1 hour to ask for theirs')],
  'answer-counter-proposal': [within(DAY, '1 day to answer their proposal')],
  'carry-out': [within(3 * DAY, '3 days to do what was agreed')],
  'keep-promise': [within(DAY, '1 day')],
  call: [
    within(2 * HOUR, '2 hours after advice', { resolvedBy: ['advice'] }),
    within(3 * HOUR, '3 hours after an uncertain repair', { resolvedBy: ['uncertain-repair'] }),
    within(DAY, '1 day after it was put right'),
  ],
  'call-again': [within(DAY, '1 day to call again')],
  'write-follow-up': [within(DAY, '1 day to write after calls that reached nobody')],
  confirm: [within(7 * DAY, '7 days to hear that the customer is satisfied')],
  'late-check': [within(30 * DAY, '30 days to see whether it held')],
};
