import type { Accepted, money, Remedy, ResolutionFact } from '@amends/contracts';
import { micros } from '../instants.js';
import { also, changed, type DataOf, type Folds } from './fold.js';

type Money = Accepted<typeof money>;

/** What the customer was offered, and what they said to it. */
export interface Offer {
  readonly offerId: string;
  readonly options: DataOf<ResolutionFact, 'SolutionProposed'>['options'];
  readonly expiresAt: string | null;
  readonly state: 'proposed' | 'accepted' | 'refused';
  /** The option that the customer took. */
  readonly optionId?: string;
  readonly round: number;
  readonly at: string;
}

/** How the customer would solve it, and what we said to it. */
export interface CounterProposal {
  readonly counterProposalId: string;
  readonly offerId: string | null;
  readonly remedy: Remedy;
  readonly cost: Money | null;
  readonly state: 'heard' | 'accepted' | 'declined';
  readonly at: string;
}

/** A remedy that somebody else has to agree to. */
export interface Approval {
  readonly approvalId: string;
  readonly remedyOf: string;
  readonly remedy: Remedy;
  readonly cost: Money;
  readonly state: 'requested' | 'approved' | 'denied';
  readonly at: string;
}

/** What will be done about a cause. */
export interface Improvement {
  readonly improvementId: string;
  readonly cause: string | null;
  readonly owner: DataOf<ResolutionFact, 'ImprovementDecided'>['owner'];
  readonly dueAt: string;
  readonly completedAt?: string;
  readonly outcome?: 'verified' | 'failed';
}

/** How it is put right, and how it is kept from happening again. */
export interface Solution {
  readonly offers?: readonly Offer[];
  readonly counterProposals?: readonly CounterProposal[];
  readonly approvals?: readonly Approval[];
  readonly remedies?: readonly { readonly remedyOf: string; readonly remedy: Remedy; readonly cost: Money | null; readonly at: string }[];
  /** A hand-over that the other unit has not answered yet. */
  readonly handOver?: { readonly handOverId: string; readonly toUnit: string; readonly toStaff: string | null; readonly at: string };
  readonly handOversDeclined?: number;
  readonly reviewedAt?: string;
  readonly improvements?: readonly Improvement[];
}

/** What resolution says of offers, approvals, remedies, hand-overs and improvements. */
export const SOLUTION: Folds<ResolutionFact> = {
  HandedOver: (_, { handOverId, toUnit, toStaff }, at) => ({ handOver: { handOverId, toUnit, toStaff, at } }),
  HandOverAccepted: ({ handOvers }) => ({ handOvers: handOvers + 1, handOver: undefined }),
  HandOverDeclined: ({ handOversDeclined = 0 }) => ({ handOversDeclined: handOversDeclined + 1, handOver: undefined }),
  SolutionProposed: ({ offers }, { offerId, options, expiresAt }, at, round) => ({
    offers: also(offers, { offerId, options, expiresAt: expiresAt && micros(expiresAt), state: 'proposed', round, at }),
  }),
  SolutionAccepted: ({ offers }, { offerId, optionId }) => ({ offers: changed(offers, (one) => one.offerId === offerId, { state: 'accepted', optionId }) }),
  SolutionRefused: ({ offers }, { offerId }) => ({ offers: changed(offers, (one) => one.offerId === offerId, { state: 'refused' }) }),
  CounterProposalHeard: ({ counterProposals }, { counterProposalId, offerId, remedy, cost }, at) => ({
    counterProposals: also(counterProposals, { counterProposalId, offerId, remedy, cost, state: 'heard', at }),
  }),
  CounterProposalAccepted: ({ counterProposals }, { counterProposalId }) => ({
    counterProposals: changed(counterProposals, (one) => one.counterProposalId === counterProposalId, { state: 'accepted' }),
  }),
  CounterProposalDeclined: ({ counterProposals }, { counterProposalId }) => ({
    counterProposals: changed(counterProposals, (one) => one.counterProposalId === counterProposalId, { state: 'declined' }),
  }),
  ApprovalRequested: ({ approvals }, { approvalId, remedyOf, remedy, cost }, at) => ({
    approvals: also(approvals, { approvalId, remedyOf, remedy, cost, state: 'requested', at }),
  }),
  RemedyApproved: ({ approvals }, { approvalId }) => ({ approvals: changed(approvals, (one) => one.approvalId === approvalId, { state: 'approved' }) }),
  RemedyDenied: ({ approvals }, { approvalId }) => ({ approvals: changed(approvals, (one) => one.approvalId === approvalId, { state: 'denied' }) }),
  RemedyCarriedOut: ({ remedies }, { remedyOf, remedy, cost }, at) => ({ remedies: also(remedies, { remedyOf, remedy, cost, at }) }),
  ReviewOpened: (_, __, at) => ({ reviewedAt: at }),
  ImprovementDecided: ({ improvements }, { improvementId, cause, owner, dueAt }) => ({
    improvements: also(improvements, { improvementId, cause, owner, dueAt: micros(dueAt) }),
  }),
  ImprovementCompleted: ({ improvements }, { improvementId }, at) => ({
    improvements: changed(improvements, (one) => one.improvementId === improvementId, { completedAt: at }),
  }),
  ImprovementVerified: ({ improvements }, { improvementId }) => ({
    improvements: changed(improvements, (one) => one.improvementId === improvementId, { outcome: 'verified' }),
  }),
  ImprovementFailed: ({ improvements }, { improvementId }) => ({
    improvements: changed(improvements, (one) => one.improvementId === improvementId, { outcome: 'failed' }),
  }),
};
