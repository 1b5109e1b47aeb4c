import type { KnownComplaint, RecordedEvent, ResolutionFact } from '@amends/contracts';
import { fold } from '@amends/decider';
import { Company } from '@amends/runtime';
import { resolution, type Resolution } from '../resolution.js';
import { after, AGENT, heard, LEAD, NOON, OPEN } from '../testing/builders.js';
import { acceptCounterProposal, acceptSolution, carryOut, declineCounterProposal, hearCounterProposal, proposeSolution, refuseSolution } from './decide.js';
import { isPossible, type ProposalMove, type ProposalState } from './moves.js';
import { movesOf, type Proposal } from './negotiation.js';

const [OFFER, OTHER, COUNTER, REFUND, REPAIR, APPROVAL] = ['offer', 'other', 'counter', 'refund', 'repair', 'approval'] as [string, string, string, string, string, string];
const euros = (amount: number) => ({ amount, currency: 'EUR' });
const limits = Company.from({
  name: 'Acme', units: [{ id: 'hotline', name: 'Hotline' }], approvalLimits: { agent: { EUR: 5000 }, supervisor: { EUR: 50_000 } },
});
const refund = (amount = 4999) => ({ optionId: REFUND, remedy: 'refund' as const, cost: euros(amount) });
const repair = { optionId: REPAIR, remedy: 'repair' as const, cost: null };
const propose = { offerId: OTHER, options: [repair], expiresAt: null, now: NOON };
const proposed = (options: readonly object[] = [refund()], expiresAt: string | null = null, by = AGENT): RecordedEvent => heard('SolutionProposed', { offerId: OFFER, options, expiresAt }, by);
const accepted = (option = refund()): RecordedEvent => heard('SolutionAccepted', { offerId: OFFER, ...option });
const refused = heard('SolutionRefused', { offerId: OFFER });
const counter = (amount = 39_900): RecordedEvent => heard('CounterProposalHeard', { counterProposalId: COUNTER, offerId: null, remedy: 'replacement', cost: euros(amount) });
const counterAccepted = heard('CounterProposalAccepted', { counterProposalId: COUNTER, remedy: 'replacement', cost: euros(39_900) });
const denied = (remedyOf: string) => heard('RemedyDenied', { approvalId: APPROVAL, remedyOf });
const approved = (remedyOf: string, remedy: string, amount: number): RecordedEvent[] => [
  heard('ApprovalRequested', { approvalId: APPROVAL, remedyOf, remedy, cost: euros(amount) }),
  heard('RemedyApproved', { approvalId: APPROVAL, remedyOf, cost: euros(amount) }, LEAD),
];

describe('proposing a solution', () => {
  it('offers options, and seals the words in which the customer hears them', () => {
    const { records } = after([], (state) => proposeSolution({ ...propose, proposal: 'We repair it.' }, state, OPEN));
    expect(records).toEqual([{ type: 'SolutionProposed', data: { offerId: OTHER, options: [repair], expiresAt: null }, words: { proposal: 'We repair it.' } }]);
  });

  it.each<[string, KnownComplaint, string | undefined]>([
    ['before the customer was heard', { ...OPEN, stated: false }, 'resolution.no-statement'],
    ['before the customer confirmed what we understood', { ...OPEN, readBack: false }, 'resolution.not-read-back'],
    ['when reading back was waived in an earlier round', { ...OPEN, readBack: false, readBackWaivedRound: 1, round: 2 }, 'resolution.not-read-back'],
    ['when reading back was waived in this round', { ...OPEN, readBack: false, readBackWaivedRound: 1 }, undefined],
    ['of a complaint that is withdrawn', { ...OPEN, withdrawn: true }, 'resolution.complaint-is-withdrawn'],
  ])('%s', (_when, known, code) => {
    expect(after([], (state) => proposeSolution(propose, state, known)).refuses).toBe(code);
  });

  it.each([
    ['an offer is not answered yet', [proposed()], propose, 'resolution.offer-open'],
    ['the customer waits for our answer', [counter()], propose, 'resolution.counter-proposal-open'],
    ['a remedy is agreed', [proposed(), accepted()], propose, 'resolution.remedy-agreed'],
    ['its id was used before', [proposed(), refused], { ...propose, offerId: OFFER }, 'resolution.proposed-before'],
    ['it would have expired already', [], { ...propose, expiresAt: NOON }, 'resolution.expires-at-once'],
    ['money has no amount', [], { ...propose, options: [{ ...refund(), cost: null }] }, 'resolution.cost-missing'],
  ])('is refused when %s', (_why, facts, command, code) => {
    expect(after(facts, (state) => proposeSolution(command, state, OPEN)).refuses).toBe(code);
  });

  it.each([
    ['after a refusal', [proposed(), refused]],
    ['after an offer that expired unanswered', [proposed([repair], '2026-11-02T11:00:00.000Z')]],
    ['after the customer accepted what a superior then denied', [proposed(), accepted(), denied(OFFER)]],
  ])('goes on %s', (_when, facts) => {
    expect(after(facts, (state) => proposeSolution(propose, state, OPEN)).records).toHaveLength(1);
  });
});

describe("the customer's answer to an offer", () => {
  it('takes an option, which need not be named where there is only one', () => {
    expect(after([proposed()], (state) => acceptSolution({ offerId: OFFER, now: NOON }, state, OPEN)).records).toEqual([{ type: 'SolutionAccepted', data: { offerId: OFFER, ...refund() } }]);
    const two = [proposed([refund(), repair])];
    expect(after(two, (state) => acceptSolution({ offerId: OFFER, now: NOON }, state, OPEN)).refuses).toBe('resolution.which-option');
    expect(after(two, (state) => acceptSolution({ offerId: OFFER, optionId: 'none', now: NOON }, state, OPEN)).refuses).toBe('resolution.which-option');
    expect(after(two, (state) => acceptSolution({ offerId: OFFER, optionId: REPAIR, now: NOON }, state, OPEN)).records).toMatchObject([{ data: { remedy: 'repair' } }]);
  });

  it('comes too late when the offer has expired; a refusal never does', () => {
    const facts = [proposed([repair], NOON)];
    expect(after(facts, (state) => acceptSolution({ offerId: OFFER, now: NOON }, state, OPEN)).refuses).toBe('resolution.offer-expired');
    expect(after(facts, (state) => refuseSolution({ offerId: OFFER, reason: 'No.' }, state, OPEN)).records).toEqual([{ type: 'SolutionRefused', data: { offerId: OFFER }, words: { reason: 'No.' } }]);
  });

  it('needs an offer', () => {
    expect(after([counter()], (state) => acceptSolution({ offerId: COUNTER, now: NOON }, state, OPEN)).refuses).toBe('resolution.unknown-offer');
  });
});

describe('what the customer proposes', () => {
  const hear = { counterProposalId: COUNTER, offerId: OFFER, remedy: 'replacement' as const, cost: euros(39_900), proposal: 'Give me a new one.' };

  it('is written down, with the offer that it answers', () => {
    expect(after([proposed(), refused], (state) => hearCounterProposal(hear, state, OPEN)).records).toEqual([
      { type: 'CounterProposalHeard', data: { counterProposalId: COUNTER, offerId: OFFER, remedy: 'replacement', cost: euros(39_900) }, words: { proposal: 'Give me a new one.' } },
    ]);
    expect(after([], (state) => hearCounterProposal(hear, state, OPEN)).refuses).toBe('resolution.unknown-offer');
  });

  it('is accepted within the limit of whoever answers, and above it only when somebody else has agreed', () => {
    const accept = (facts: readonly RecordedEvent[], by = AGENT) => after(facts, (state) => acceptCounterProposal({ counterProposalId: COUNTER, by }, limits, state, OPEN));
    expect(accept([counter(5000)]).records).toMatchObject([{ type: 'CounterProposalAccepted' }]);
    expect(accept([counter()]).refuses).toBe('resolution.above-your-limit');
    expect(accept([counter()], LEAD).records).toHaveLength(1);
    expect(accept([counter(), ...approved(COUNTER, 'replacement', 39_900)]).records).toMatchObject([{ data: { cost: euros(39_900) } }]);
    expect(accept([counter(), ...approved(COUNTER, 'replacement', 39_899)]).refuses).toBe('resolution.above-your-limit');
  });

  it('is declined with a reason', () => {
    expect(after([counter()], (state) => declineCounterProposal({ counterProposalId: COUNTER, reason: 'It is out of stock.' }, state, OPEN)).records).toEqual([
      { type: 'CounterProposalDeclined', data: { counterProposalId: COUNTER }, words: { reason: 'It is out of stock.' } },
    ]);
  });

  it('is replaced by what they say later', () => {
    const facts = [counter(), heard('CounterProposalHeard', { counterProposalId: OTHER, offerId: null, remedy: 'repair', cost: null })];
    expect(after(facts, (state) => declineCounterProposal({ counterProposalId: COUNTER, reason: 'No.' }, state, OPEN)).refuses).toBe('resolution.counter-proposal-is-superseded');
    expect(after(facts, (state) => declineCounterProposal({ counterProposalId: OTHER, reason: 'No.' }, state, OPEN)).records).toHaveLength(1);
  });
});

describe('carrying out', () => {
  const carry = (facts: readonly RecordedEvent[], by = AGENT, remedyOf?: string) => after(facts, (state) => carryOut({ by, remedyOf }, limits, state, OPEN));

  it('does what was agreed, and nothing else', () => {
    expect(carry([proposed(), accepted()]).records).toEqual([{ type: 'RemedyCarriedOut', data: { remedyOf: OFFER, remedy: 'refund', cost: euros(4999) } }]);
    expect(carry([proposed()]).refuses).toBe('resolution.nothing-agreed');
    expect(carry([proposed(), accepted()], AGENT, COUNTER).refuses).toBe('resolution.nothing-agreed');
    expect(carry([proposed(), accepted(), refused]).refuses).toBe('resolution.nothing-agreed');
  });

  it('needs approval above the limit of whoever promised it and whoever does it', () => {
    const dear = refund(20_000);
    expect(carry([proposed([dear]), accepted(dear)]).refuses).toBe('resolution.needs-approval');
    expect(carry([proposed([dear], null, LEAD), accepted(dear)]).records).toHaveLength(1);
    expect(carry([proposed([dear]), accepted(dear)], LEAD).records).toHaveLength(1);
    expect(carry([proposed([dear]), accepted(dear), ...approved(OFFER, 'refund', 20_000)]).records).toHaveLength(1);
    expect(carry([proposed([dear]), accepted(dear), ...approved(OFFER, 'compensation', 20_000)]).refuses).toBe('resolution.needs-approval');
  });

  it('happens once', () => {
    expect(carry([proposed(), accepted(), heard('RemedyCarriedOut', { remedyOf: OFFER, remedy: 'refund', cost: euros(4999) })]).refuses).toBe('resolution.nothing-agreed');
  });
});

describe('the tables of states', () => {
  const OFFERS: Readonly<Record<ProposalState, readonly RecordedEvent[]>> = {
    open: [proposed()], accepted: [proposed(), accepted()], refused: [proposed(), refused], denied: [proposed(), denied(OFFER)],
    superseded: [proposed(), counter(), counterAccepted], 'carried-out': [proposed(), accepted(), heard('RemedyCarriedOut', { remedyOf: OFFER })],
  };
  const COUNTERS: Readonly<Record<ProposalState, readonly RecordedEvent[]>> = {
    open: [counter()], accepted: [counter(), counterAccepted], refused: [counter(), heard('CounterProposalDeclined', { counterProposalId: COUNTER })],
    denied: [counter(), counterAccepted, denied(COUNTER)], superseded: [counter(), heard('ComplaintResolved', { how: 'advice', cause: null })],
    'carried-out': [counter(), counterAccepted, heard('RemedyCarriedOut', { remedyOf: COUNTER })],
  };
  type Decide = (state: Resolution) => readonly ResolutionFact[];
  const ON_OFFER: Partial<Record<ProposalMove, Decide>> = {
    accept: (state) => acceptSolution({ offerId: OFFER, now: NOON }, state, OPEN),
    refuse: (state) => refuseSolution({ offerId: OFFER, reason: 'No.' }, state, OPEN),
    'carry-out': (state) => carryOut({ by: AGENT, remedyOf: OFFER }, limits, state, OPEN),
  };
  const ON_COUNTER: Partial<Record<ProposalMove, Decide>> = {
    accept: (state) => acceptCounterProposal({ counterProposalId: COUNTER, by: LEAD }, limits, state, OPEN),
    refuse: (state) => declineCounterProposal({ counterProposalId: COUNTER, reason: 'No.' }, state, OPEN),
    'carry-out': (state) => carryOut({ by: LEAD, remedyOf: COUNTER }, limits, state, OPEN),
  };
  const CASES = ([['offer', OFFER, OFFERS, ON_OFFER], ['counter-proposal', COUNTER, COUNTERS, ON_COUNTER]] as const).flatMap(([kind, id, states, commands]) =>
    Object.entries(states).flatMap(([state, facts]) => Object.entries(commands).map(([move, decide]) => ({ kind, id, state: state as ProposalState, move: move as ProposalMove, facts, decide }))),
  );

  it.each(CASES)('allow to $move an $kind that is $state exactly when deciding does', ({ kind, id, state, move, facts, decide }) => {
    const now = fold(resolution, facts);
    expect(now.negotiation.proposals.find((one: Proposal) => one.id === id)?.state).toBe(state);
    expect(after(facts, decide).refuses === undefined).toBe(isPossible(movesOf({ kind }), state, move));
  });
});

describe('a complaint that was resolved', () => {
  const resolved = { ...OPEN, resolvedRound: 1 };

  it('still gets the offer that is owed, and the question how the customer would solve it', () => {
    expect(after([], (state) => proposeSolution(propose, state, resolved)).records).toHaveLength(1);
    expect(after([proposed()], (state) => refuseSolution({ offerId: OFFER, reason: 'No.' }, state, resolved)).records).toHaveLength(1);
    expect(after([], (state) => hearCounterProposal({ counterProposalId: COUNTER, remedy: 'repair', cost: null }, state, resolved)).records).toHaveLength(1);
  });

  it('is let alone once it is closed', () => {
    expect(after([], (state) => proposeSolution(propose, state, { ...resolved, closedRound: 1 })).refuses).toBe('resolution.complaint-is-closed');
  });
});
