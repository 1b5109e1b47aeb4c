import type { ObligationKind } from '@amends/contracts';

const OWNERS: Readonly<Record<ObligationKind, number>> = {
  'acknowledge': 1, 'first-answer': 1, 'find-cause': 1, 'resolve': 1, 'next-answer': 1, 'keep-informed': 1, 'accept-hand-over': 1,
  'inform-superior': 2, 'acknowledge-escalation': 2, 'decide-approval': 2,
  'review-cause': 3, 'verify-improvement': 3,
  'record-statement': 4,
  'read-back': 5,
  'propose': 6, 'ask-counter-proposal': 6, 'answer-counter-proposal': 6, 'carry-out': 6, 'keep-promise': 6,
  'call': 7, 'call-again': 7, 'confirm': 7, 'write-follow-up': 7, 'late-check': 7,
};

/** The principle that owns a kind of obligation: tells which principles an imported source can show. */
export const PRINCIPLE_OF: Readonly<Record<string, number | undefined>> = OWNERS;

/** Bits 1 to 7 set: live complaints show every principle. */
const ALL = 0b1111_1110;

/** One bit (1 << number) for each principle of which a source can show some kind of obligation; all for live complaints. */
export const shownBy = (records: readonly string[] | undefined): number =>
  records === undefined ? ALL : records.reduce((bits, kind) => bits | (1 << (PRINCIPLE_OF[kind] ?? 0)), 0) & ALL;

/** Whether those bits have a principle's. */
export const shows = (bits: number, principle: number): boolean => (bits & (1 << principle)) !== 0;
