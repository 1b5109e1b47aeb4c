import type { Accepted, Actor, money, Remedy } from '@amends/contracts';
import type { ResolutionEvent } from '../resolution-event.js';
import { after, APPROVAL_MOVES, COUNTER_PROPOSAL_MOVES, OFFER_MOVES, type ApprovalMove, type ApprovalState, type Moves, type ProposalMove, type ProposalState } from './moves.js';

export type Money = Accepted<typeof money>;

/** One way to put it right; `cost` null where it costs nothing that is counted. */
export interface Option {
  readonly optionId: string;
  readonly remedy: Remedy;
  readonly cost: Money | null;
}

/** Something on the table: an offer of ours, or a counter-proposal of the customer with its one option. */
export interface Proposal {
  readonly id: string;
  readonly kind: 'offer' | 'counter-proposal';
  readonly state: ProposalState;
  readonly options: readonly Option[];
  readonly expiresAt: string | null;
  /** The option that was taken; null before. */
  readonly taken: Option | null;
  /** Who of us put it forward: who made the offer, or who wrote the counter-proposal down. */
  readonly by: Actor;
  /** Who of us answers for it: who made the offer, or who accepted the counter-proposal. */
  readonly answeredBy: Actor;
}

/** A request that somebody else agrees to a remedy. */
export interface Approval {
  readonly id: string;
  /** The offer or counter-proposal that it is about. */
  readonly of: string;
  readonly remedy: Remedy;
  readonly cost: Money;
  readonly state: ApprovalState;
  readonly requestedBy: string;
}

/** All that was put on the table, and what superiors were asked, oldest first. */
export interface Negotiation {
  readonly proposals: readonly Proposal[];
  readonly approvals: readonly Approval[];
}

export const NOTHING_NEGOTIATED: Negotiation = { proposals: [], approvals: [] };

/** The moves that something on the table may make. */
export const movesOf = ({ kind }: Pick<Proposal, 'kind'>): Moves<ProposalState, ProposalMove> => (kind === 'offer' ? OFFER_MOVES : COUNTER_PROPOSAL_MOVES);

/** The proposal that was accepted and waits to be carried out. */
export const agreed = ({ proposals }: Negotiation): Proposal | undefined => proposals.find(({ state }) => state === 'accepted');

/** The negotiation after one more fact. */
export function negotiate(now: Negotiation, { actor, ...fact }: ResolutionEvent): Negotiation {
  switch (fact.type) {
    case 'SolutionProposed': {
      const { offerId: id, options, expiresAt } = fact.data;
      return laid(move(now, 'supersede', ({ kind }) => kind === 'offer'), { id, kind: 'offer', options, expiresAt, by: actor });
    }
    case 'SolutionAccepted': {
      const { offerId, ...taken } = fact.data;
      return taking(now, offerId, taken);
    }
    case 'SolutionRefused':
      return move(now, 'refuse', only(fact.data.offerId));
    case 'CounterProposalHeard': {
      const { counterProposalId: id, remedy, cost } = fact.data;
      const earlier = ({ kind, state }: Proposal): boolean => kind === 'counter-proposal' && state === 'open';
      return laid(move(now, 'supersede', earlier), { id, kind: 'counter-proposal', options: [{ optionId: id, remedy, cost }], expiresAt: null, by: actor });
    }
    case 'CounterProposalAccepted': {
      const { counterProposalId: id, remedy, cost } = fact.data;
      return taking(now, id, { optionId: id, remedy, cost }, actor);
    }
    case 'CounterProposalDeclined':
      return move(now, 'refuse', only(fact.data.counterProposalId));
    case 'ApprovalRequested': {
      const { approvalId: id, remedyOf: of, remedy, cost } = fact.data;
      return { ...now, approvals: [...now.approvals, { id, of, remedy, cost, state: 'pending', requestedBy: actor.id }] };
    }
    case 'RemedyApproved':
      return decided(now, fact.data.approvalId, 'approve');
    case 'RemedyDenied':
      return move(decided(now, fact.data.approvalId, 'deny'), 'deny', only(fact.data.remedyOf));
    case 'RemedyCarriedOut':
      return move(now, 'carry-out', only(fact.data.remedyOf));
    case 'ComplaintResolved':
      return move(now, 'supersede', () => true);
    default:
      return now;
  }
}

const only = (wanted: string) => ({ id }: Proposal): boolean => id === wanted;

const move = (now: Negotiation, how: ProposalMove, which: (proposal: Proposal) => boolean): Negotiation => ({
  ...now,
  proposals: now.proposals.map((one) => (which(one) ? { ...one, state: after(movesOf(one), one.state, how) } : one)),
});

const laid = (now: Negotiation, proposal: Omit<Proposal, 'state' | 'taken' | 'answeredBy'>): Negotiation => ({
  ...now,
  proposals: [...now.proposals, { ...proposal, state: 'open', taken: null, answeredBy: proposal.by }],
});

/** Both sides agree on one: all others no longer stand. */
function taking(now: Negotiation, id: string, taken: Option, answeredBy?: Actor): Negotiation {
  const { proposals, ...rest } = move(move(now, 'supersede', (one) => one.id !== id), 'accept', only(id));
  return { ...rest, proposals: proposals.map((one) => (one.id === id ? { ...one, taken, answeredBy: answeredBy ?? one.answeredBy } : one)) };
}

const decided = (now: Negotiation, id: string, how: ApprovalMove): Negotiation => ({
  ...now,
  approvals: now.approvals.map((one) => (one.id === id ? { ...one, state: after(APPROVAL_MOVES, one.state, how) } : one)),
});
