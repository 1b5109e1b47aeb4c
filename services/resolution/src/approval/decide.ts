import { ApprovalRequested, fact, RemedyApproved, RemedyDenied, type Actor, type KnownComplaint, type ResolutionFact } from '@amends/contracts';
import { must } from '@amends/decider';
import { mustGoOn } from '../guards.js';
import type { Approval, Money, Negotiation, Option } from '../negotiation/negotiation.js';
import { APPROVAL_MOVES, isPossible, type ApprovalMove } from '../negotiation/moves.js';
import type { Resolution } from '../resolution.js';
import { isApproved, type Limits } from './limits.js';

/** Asks somebody else to agree to a remedy that is on the table. */
export function requestApproval(
  command: { approvalId: string; remedyOf: string; optionId?: string | undefined; note?: string | undefined },
  { negotiation }: Resolution,
  known: KnownComplaint,
): readonly ResolutionFact[] {
  mustGoOn(known);
  const { approvalId, remedyOf, note } = command;
  const { remedy, cost } = onTheTable(negotiation, remedyOf, command.optionId);
  mustBeAskedOnce(negotiation, approvalId, remedyOf);
  must(!isApproved(negotiation, remedyOf, remedy, cost), 'resolution.approved-before', 'That remedy is approved already.', 'Carry it out, or answer the customer.');
  return [fact(ApprovalRequested, { approvalId, remedyOf, remedy, cost }, note ? { note } : undefined)];
}

/** Agrees to a remedy of somebody else. */
export function approve(command: { approvalId: string; by: Actor }, limits: Limits, state: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustGoOn(known);
  const approval = pending(state.negotiation, command.approvalId, 'approve');
  const { by } = command;
  const { id: approvalId, of: remedyOf, cost } = approval;
  must(approval.requestedBy !== by.id, 'resolution.own-request', 'Nobody approves their own request.', 'Somebody else has to decide it.');
  const proposal = state.negotiation.proposals.find(({ id }) => id === remedyOf);
  must(
    ![proposal?.by.id, proposal?.answeredBy.id].includes(by.id),
    'resolution.own-remedy',
    'Nobody approves a remedy that they put forward themselves.',
    'Somebody else has to decide it.',
  );
  must(
    limits.mayApprove(by, state.ownership.owner?.unit ?? by.unit, cost),
    'resolution.above-your-limit',
    'That is more than you may agree to.',
    'A supervisor of a unit further up has to decide it.',
  );
  return [fact(RemedyApproved, { approvalId, remedyOf, cost })];
}

/** Does not agree, and says why. */
export function deny(command: { approvalId: string; reason: string }, { negotiation }: Resolution, known: KnownComplaint): readonly ResolutionFact[] {
  mustGoOn(known);
  const { id: approvalId, of: remedyOf } = pending(negotiation, command.approvalId, 'deny');
  return [fact(RemedyDenied, { approvalId, remedyOf }, { reason: command.reason })];
}

/** What was asked of a superior is decided before the complaint counts as put right. */
export function mustHaveNonePending({ approvals }: Negotiation): void {
  must(
    !approvals.some(({ state }) => state === 'pending'),
    'resolution.approval-pending',
    'Somebody has still to decide about a remedy.',
    'Wait until it is approved or denied.',
  );
}

function pending({ approvals }: Negotiation, id: string, move: ApprovalMove): Approval {
  const approval = approvals.find((one) => one.id === id);
  must(approval !== undefined, 'resolution.unknown-approval', 'Nobody asked for that approval.', 'Read the complaint again and take the id from there.');
  must(isPossible(APPROVAL_MOVES, approval.state, move), `resolution.approval-is-${approval.state}`, `It is ${approval.state} already.`, 'Request approval anew if something changed.');
  return approval;
}

/** The remedy that is asked about; only what still stands can be approved, and only what costs something need be. */
function onTheTable({ proposals }: Negotiation, id: string, optionId: string | undefined): Pick<Option, 'remedy'> & { readonly cost: Money } {
  const proposal = proposals.find((one) => one.id === id);
  must(
    proposal !== undefined && (proposal.state === 'open' || proposal.state === 'accepted'),
    'resolution.nothing-to-approve',
    'There is no such remedy on the table.',
    'Propose it to the customer, or write their proposal down, and ask then.',
  );
  const options = proposal.taken ? [proposal.taken] : proposal.options;
  const option = optionId === undefined && options.length === 1 ? options[0] : options.find((one) => one.optionId === optionId);
  must(option !== undefined, 'resolution.which-option', 'The offer has no such option, or more than one.', 'Say which of its options you ask about.');
  must(option.cost !== null, 'resolution.costs-nothing', 'That remedy costs nothing, and needs nobody to agree.', 'Carry it out when the customer accepts it.');
  return { remedy: option.remedy, cost: option.cost };
}

function mustBeAskedOnce({ approvals }: Negotiation, approvalId: string, remedyOf: string): void {
  must(
    !approvals.some((one) => one.id === approvalId || (one.of === remedyOf && one.state === 'pending')),
    'resolution.asked-before',
    'Somebody was asked about this remedy already.',
    'Wait until it is approved or denied.',
  );
}
