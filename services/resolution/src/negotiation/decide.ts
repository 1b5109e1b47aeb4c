import {
  CounterProposalAccepted, CounterProposalDeclined, CounterProposalHeard, fact, RemedyCarriedOut, SolutionAccepted, SolutionProposed, SolutionRefused,
  type Actor, type KnownComplaint, type Remedy, type ResolutionFact,
} from '@amends/contracts';
import { must } from '@amends/decider';
import { isApproved, type Limits } from '../approval/limits.js';
import { mustGoOn, mustHaveListened } from '../guards.js';
import type { Resolution } from '../resolution.js';
import { isPossible, type ProposalMove } from './moves.js';
import { agreed, movesOf, type Negotiation, type Option, type Proposal } from './negotiation.js';

/** Principle 6: offers the customer one or several ways to put it right. */
export function proposeSolution(
  command: { offerId: string; options: readonly Option[]; expiresAt: string | null; proposal?: string | undefined; now: string },
  { negotiation }: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustGoOn(known);
  mustHaveListened(known);
  const { proposal, now, ...offer } = command;
  command.options.forEach(mustSayItsCost);
  must(offer.expiresAt === null || offer.expiresAt > now, 'resolution.expires-at-once', 'The offer would have expired already.', 'Give the customer time to think, or leave the expiry out.');
  mustBeNew(negotiation, offer.offerId);
  mustHaveNothingAgreed(negotiation);
  must(
    !negotiation.proposals.some((one) => one.kind === 'offer' && one.state === 'open' && !isExpired(one, now)),
    'resolution.offer-open',
    'The customer has not answered the last offer yet.',
    'Record first whether they accept or refuse it.',
  );
  mustHaveNoneUnanswered(negotiation);
  return [fact(SolutionProposed, offer, proposal ? { proposal } : undefined)];
}

/** The customer takes one of the options; which one may be left out where there is only one. */
export function acceptSolution(command: { offerId: string; optionId?: string | undefined; now: string }, { negotiation }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustGoOn(known);
  const offer = find(negotiation, 'offer', command.offerId);
  mustBeAbleTo('accept', offer);
  must(!isExpired(offer, command.now), 'resolution.offer-expired', 'The offer has expired.', 'Propose it again if we still stand by it.');
  return [fact(SolutionAccepted, { offerId: offer.id, ...chosen(offer, command.optionId) })];
}

/** The customer wants none of it, and says why; now we ask how they would solve it. */
export function refuseSolution(command: { offerId: string; reason: string }, { negotiation }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustGoOn(known);
  const offer = find(negotiation, 'offer', command.offerId);
  mustBeAbleTo('refuse', offer);
  return [fact(SolutionRefused, { offerId: offer.id }, { reason: command.reason })];
}

/** Writes down how the customer would solve it. */
export function hearCounterProposal(
  command: { counterProposalId: string; offerId?: string | undefined; remedy: Remedy; cost: Option['cost']; proposal?: string | undefined },
  { negotiation }: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustGoOn(known);
  const { counterProposalId, remedy, cost, proposal } = command;
  mustSayItsCost(command);
  mustBeNew(negotiation, counterProposalId);
  const offerId = command.offerId === undefined ? null : find(negotiation, 'offer', command.offerId).id;
  return [fact(CounterProposalHeard, { counterProposalId, offerId, remedy, cost }, proposal ? { proposal } : undefined)];
}

/** We do what the customer proposed; above one's limit only when somebody else has agreed. */
export function acceptCounterProposal(command: { counterProposalId: string; by: Actor }, limits: Limits, { negotiation }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustGoOn(known);
  const proposal = find(negotiation, 'counter-proposal', command.counterProposalId);
  mustBeAbleTo('accept', proposal);
  mustHaveNothingAgreed(negotiation);
  const { remedy, cost } = proposal.options[0]!;
  must(
    cost === null || limits.mayGive(command.by, cost) || isApproved(negotiation, proposal.id, remedy, cost),
    'resolution.above-your-limit',
    'That is more than you may give alone.',
    'Request approval, and answer the customer when somebody else has agreed.',
  );
  return [fact(CounterProposalAccepted, { counterProposalId: proposal.id, remedy, cost })];
}

/** We cannot do what the customer proposed, and say why; a better offer is owed. */
export function declineCounterProposal(command: { counterProposalId: string; reason: string }, { negotiation }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustGoOn(known);
  const proposal = find(negotiation, 'counter-proposal', command.counterProposalId);
  mustBeAbleTo('refuse', proposal);
  return [fact(CounterProposalDeclined, { counterProposalId: proposal.id }, { reason: command.reason })];
}

/** Does what was agreed with the customer, and nothing else. */
export function carryOut(command: { remedyOf?: string | undefined; note?: string | undefined; by: Actor }, limits: Limits, { negotiation }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustGoOn(known);
  const proposal = agreed(negotiation);
  must(
    proposal !== undefined && (command.remedyOf ?? proposal.id) === proposal.id,
    'resolution.nothing-agreed',
    'Nothing of the kind is agreed with the customer.',
    'Record first that the customer accepts an offer, or that we accept theirs.',
  );
  const { remedy, cost } = proposal.taken!;
  must(
    cost === null || [command.by, proposal.answeredBy].some((one) => limits.mayGive(one, cost)) || isApproved(negotiation, proposal.id, remedy, cost),
    'resolution.needs-approval',
    'The remedy costs more than whoever promised it may give alone.',
    'Request approval first.',
  );
  return [fact(RemedyCarriedOut, { remedyOf: proposal.id, remedy, cost }, command.note ? { note: command.note } : undefined)];
}

const isExpired = ({ expiresAt }: Proposal, now: string): boolean => expiresAt !== null && expiresAt <= now;

function find({ proposals }: Negotiation, kind: Proposal['kind'], id: string): Proposal {
  const proposal = proposals.find((one) => one.id === id && one.kind === kind);
  must(proposal !== undefined, `resolution.unknown-${kind}`, `There is no such ${kind} about this complaint.`, 'Read the complaint again and take the id from there.');
  return proposal;
}

function mustBeAbleTo(move: ProposalMove, proposal: Proposal): void {
  const { kind, state } = proposal;
  must(isPossible(movesOf(proposal), state, move), `resolution.${kind}-is-${state}`, `The ${kind} is ${state} already.`, 'Read the complaint again: put forward a new proposal if this one no longer stands.');
}

function chosen({ options }: Proposal, optionId: string | undefined): Option {
  const option = options.find((one) => one.optionId === optionId) ?? (optionId === undefined && options.length === 1 ? options[0] : undefined);
  must(option !== undefined, 'resolution.which-option', 'The offer has no such option, or more than one.', 'Say which of its options the customer takes.');
  return option;
}

function mustBeNew({ proposals }: Negotiation, id: string): void {
  must(!proposals.some((one) => one.id === id), 'resolution.proposed-before', 'There is a proposal with this id already.', 'Make a new id for each proposal.');
}

function mustHaveNothingAgreed(negotiation: Negotiation): void {
  must(agreed(negotiation) === undefined, 'resolution.remedy-agreed', 'A remedy is agreed with the customer already.', 'Carry it out, or record that the customer refuses it after all.');
}

/** The customer's own proposal is answered before anything else is. */
export function mustHaveNoneUnanswered({ proposals }: Negotiation): void {
  must(
    !proposals.some(({ kind, state }) => kind === 'counter-proposal' && state === 'open'),
    'resolution.counter-proposal-open',
    'The customer waits for an answer to what they proposed.',
    'Accept it, or decline it with a reason.',
  );
}

/** Money that is given has an amount, or no limit could ever hold. */
const OF_MONEY: ReadonlySet<Remedy> = new Set(['refund', 'compensation', 'gift']);

function mustSayItsCost({ remedy, cost }: Pick<Option, 'remedy' | 'cost'>): void {
  must(cost !== null || !OF_MONEY.has(remedy), 'resolution.cost-missing', `A ${remedy} needs its cost.`, 'Give the amount in minor units and its currency.');
}
