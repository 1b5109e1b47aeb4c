/** Where something that was put on the table stands: an offer of ours, or a counter-proposal of the customer. */
export type ProposalState = 'open' | 'accepted' | 'refused' | 'denied' | 'superseded' | 'carried-out';
/** What may become of it; `accept` and `refuse` are the other side's answer, `deny` is a superior's no. */
export type ProposalMove = 'accept' | 'refuse' | 'deny' | 'supersede' | 'carry-out';

/** Where a request for approval stands. */
export type ApprovalState = 'pending' | 'approved' | 'denied';
export type ApprovalMove = 'approve' | 'deny';

/** For each state the moves that lead out of it, and whereto; what is not listed is not possible. */
export type Moves<State extends string, Move extends string> = Readonly<Record<State, Readonly<Partial<Record<Move, State>>>>>;

/** Our offers. A customer may still refuse what was accepted, until it is carried out; an offer that was denied no longer stands. */
export const OFFER_MOVES: Moves<ProposalState, ProposalMove> = {
  open: { accept: 'accepted', refuse: 'refused', deny: 'denied', supersede: 'superseded' },
  accepted: { refuse: 'refused', deny: 'denied', supersede: 'superseded', 'carry-out': 'carried-out' },
  refused: {},
  denied: {},
  superseded: {},
  'carried-out': {},
};

/** Counter-proposals. One that a superior denied stays open: the customer is still owed our answer, with a reason. */
export const COUNTER_PROPOSAL_MOVES: Moves<ProposalState, ProposalMove> = {
  open: { accept: 'accepted', refuse: 'refused', deny: 'open', supersede: 'superseded' },
  accepted: { deny: 'denied', supersede: 'superseded', 'carry-out': 'carried-out' },
  refused: {},
  denied: {},
  superseded: {},
  'carried-out': {},
};

/** Requests for approval. */
export const APPROVAL_MOVES: Moves<ApprovalState, ApprovalMove> = {
  pending: { approve: 'approved', deny: 'denied' },
  approved: {},
  denied: {},
};

/** Whether a move leads out of a state. */
export const isPossible = <S extends string, M extends string>(moves: Moves<S, M>, state: S, move: M): boolean => moves[state][move] !== undefined;

/** The state after a move; the same one where the move is not possible, because what was recorded before a rule came still stands. */
export const after = <S extends string, M extends string>(moves: Moves<S, M>, state: S, move: M): S => moves[state][move] ?? state;
