import type { LogRow } from '../../support/log-rows.js';
import { ofType, text, type Story } from './story.js';

/** A chain that events of one stream may go, each by the id in a field: what may come first, and what after what. */
interface Path {
  readonly field: string;
  readonly after: Readonly<Record<string, readonly string[]>>;
}

const FIRST = '';

/** Legal transitions, written down apart from the code that enforces them. `''` is before the first. */
const PATHS: readonly Path[] = [
  { field: 'offerId', after: { SolutionProposed: [FIRST], SolutionAccepted: ['SolutionProposed'], SolutionRefused: ['SolutionProposed', 'SolutionAccepted'] } },
  { field: 'handOverId', after: { HandedOver: [FIRST], HandOverAccepted: ['HandedOver'], HandOverDeclined: ['HandedOver'] } },
  { field: 'approvalId', after: { ApprovalRequested: [FIRST], RemedyApproved: ['ApprovalRequested'], RemedyDenied: ['ApprovalRequested'] } },
  {
    field: 'improvementId',
    after: { ImprovementDecided: [FIRST], ImprovementCompleted: ['ImprovementDecided'], ImprovementVerified: ['ImprovementCompleted'], ImprovementFailed: ['ImprovementCompleted'] },
  },
  { field: 'questionId', after: { CauseAsked: [FIRST, 'CauseAsked'], WaitingForCustomer: [FIRST], CustomerAnswered: ['WaitingForCustomer'] } },
  { field: 'promiseId', after: { TimePromised: [FIRST], PromiseRevised: ['TimePromised', 'PromiseRevised'], PromiseKept: ['TimePromised', 'PromiseRevised'] } },
  { field: 'reviewId', after: { ReviewOpened: [FIRST] } },
];

/** Facts that a round has once at most. */
const ONCE_A_ROUND = ['ComplaintAcknowledged', 'ComplaintResolved', 'ComplaintClosed', 'ComplaintReopened'];
/** Facts that a complaint has once at most. */
const ONCE = ['ComplaintRegistered', 'ComplaintWithdrawn'];

/** I7: every complaint went only where it may go. */
export function transitionsAreLegal(story: Story): string[] {
  return [...beginsWithRegistering(story), ...repeated(story), ...PATHS.flatMap((path) => strayed(path, story)), ...roundsCount(story), ...afterTheEnd(story), ...satisfaction(story), ...carriedOut(story)].map(
    (what) => `I7 ${story.complaint} ${what}`,
  );
}

function beginsWithRegistering({ events }: Story): string[] {
  return events[0]?.type === 'ComplaintRegistered' ? [] : [`begins with ${events[0]?.type}`];
}

function repeated(story: Story): string[] {
  const twice = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => `has ${key} twice`);
  return [...twice(ofType(story, ...ONCE).map(({ type }) => type)), ...twice(ofType(story, ...ONCE_A_ROUND).map(({ type, metadata }) => `${type} of round ${metadata.round}`))];
}

function strayed({ field, after }: Path, { events }: Story): string[] {
  const at = new Map<string, string>();
  return events.flatMap((event) => {
    const allowed = after[event.type];
    if (!allowed) return [];
    const id = text(event, field);
    const before = at.get(id) ?? FIRST;
    at.set(id, event.type);
    return allowed.includes(before) ? [] : [`goes from ${before || 'nothing'} to ${event.type} ${id}`];
  });
}

/** Rounds count on by one, and a reopening ends the round in which it was said. */
function roundsCount(story: Story): string[] {
  return ofType(story, 'ComplaintReopened').flatMap(({ data, metadata }, index) =>
    data['endsRound'] === index + 1 && metadata.round === index + 1 ? [] : [`ends round ${String(data['endsRound'])} in round ${metadata.round}, by its reopening ${index + 1}`],
  );
}

/** A live complaint closes resolved and discharged only; each service knows its own end at once. */
function afterTheEnd(story: Story): string[] {
  return ofType(story, 'ComplaintClosed').flatMap((closed) => {
    const before = story.events.filter(({ recordedAt }) => recordedAt < closed.recordedAt);
    const resolved = before.some(({ type, metadata }) => type === 'ComplaintResolved' && metadata.round === closed.metadata.round);
    const reopened = before.some(({ type, data }) => type === 'ComplaintReopened' && data['endsRound'] === closed.metadata.round);
    return [...(resolved ? [] : ['is closed and was not resolved in that round']), ...(reopened ? ['is closed in a round that had ended'] : [])];
  });
}

/** Silence never counts as yes once the customer has said no, and nobody confirms twice without a no in between. */
function satisfaction(story: Story): string[] {
  const said = new Map<number, LogRow>();
  return ofType(story, 'SatisfactionConfirmed', 'CustomerDissatisfied').flatMap((event) => {
    const before = said.get(event.metadata.round);
    said.set(event.metadata.round, event);
    const wrong = event.type === 'SatisfactionConfirmed' && (before?.type === 'SatisfactionConfirmed' || (before !== undefined && event.data['how'] === 'tacit'));
    return wrong ? [`says ${event.type} (${String(event.data['how'])}) after ${before!.type} of the same round`] : [];
  });
}

/** What is carried out was agreed, and is carried out once. */
function carriedOut(story: Story): string[] {
  const agreed = new Set<string>();
  return ofType(story, 'SolutionAccepted', 'SolutionRefused', 'CounterProposalAccepted', 'RemedyCarriedOut').flatMap((event) => {
    if (event.type === 'RemedyCarriedOut') return agreed.delete(text(event, 'remedyOf')) ? [] : [`carries out ${text(event, 'remedyOf')}, which was not agreed`];
    const id = text(event, event.type === 'CounterProposalAccepted' ? 'counterProposalId' : 'offerId');
    if (event.type === 'SolutionRefused') agreed.delete(id);
    else agreed.add(id);
    return [];
  });
}
