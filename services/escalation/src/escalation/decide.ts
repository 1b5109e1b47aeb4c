import {
  AdviceGiven, ComplaintTakenOver, EscalationAcknowledged, EscalationLifted, fact, ObligationExtended, ObligationsRepinned, ObligationWaived, statusOf, SuperiorInformed,
  type Actor, type EscalationFact, type ObligationFact,
} from '@amends/contracts';
import { must } from '@amends/decider';
import { courseOf, deadlinesUnder, extensionLimit } from '@amends/policy';
import type { Informed } from '@amends/principles';
import { clockOf, type Obligation } from '../ledger/obligation.js';
import type { Moment } from '../ledger/judged.js';
import type { Page } from '../ledger/page.js';
import type { PackBook } from '../policy/pack-book.js';
import type { Ladder } from './ladder.js';

/** Tells the next superior because somebody asked for it. */
export function askForSuperior({ escalationId }: { escalationId: string }, page: Page, ladder: Ladder, moment: Moment): readonly EscalationFact[] {
  mustGoOn(page);
  must(!page.soFar.informed.some(({ top }) => top), 'escalation.nobody-above', 'Whoever is at the top knows of it already.', 'Speak to the person who was told last.');
  const reasons = [{ reason: 'asked-for' as const, causedBy: escalationId }];
  return [fact(SuperiorInformed, { escalationId, ...ladder.next(page, moment), reasons, obligations: [] })];
}

/** The superior says that they have seen it. */
export function acknowledge({ escalationId }: { escalationId: string }, page: Page): readonly EscalationFact[] {
  const escalation = mustBeTold(escalationId, page);
  must(!escalation.acknowledged, 'escalation.acknowledged-already', 'Somebody has seen this escalation already.');
  return [fact(EscalationAcknowledged, { escalationId })];
}

/** The superior says what to do; the owner stays the owner. */
export function advise({ escalationId, advice }: { escalationId: string | null; advice: string }, page: Page): readonly EscalationFact[] {
  mustGoOn(page);
  if (escalationId !== null) mustBeTold(escalationId, page);
  return [fact(AdviceGiven, { escalationId }, { advice })];
}

/** The superior takes the complaint over; resolution makes them its owner. Whoever is only to be informed can't. */
export function takeOver({ escalationId, by }: { escalationId: string | null; by: Actor }, page: Page, packs: PackBook): readonly EscalationFact[] {
  mustGoOn(page);
  const { known, informed } = page.soFar;
  const because = escalationId === null ? informed.filter(({ person }) => person === by.id) : [mustBeTold(escalationId, page)];
  must(
    because.length === 0 || because.some(({ level }) => !isInformedOnly(level, page, packs)),
    'escalation.inform-only',
    'On this level a superior is informed, and leaves the complaint to its owner.',
    'Advise instead, or let the next level know: inform-superior.',
  );
  must(known.owner?.staff !== by.id, 'escalation.owns-it-already', 'You own the complaint already.');
  return [fact(ComplaintTakenOver, { escalationId, unit: by.unit ?? known.owner?.unit ?? known.receivedBy, staff: by.id })];
}

/** The superior is not needed any more. */
export function stepDown({ escalationId }: { escalationId: string }, page: Page): readonly EscalationFact[] {
  mustBeTold(escalationId, page);
  return [fact(EscalationLifted, { escalationId, because: 'stepped-down' as const })];
}

/** Says why something need not be done. */
export function waive({ obligationId, reason, by }: { obligationId: string; reason: string; by: Actor }, page: Page): readonly ObligationFact[] {
  const { kind } = mustBeOwed(obligationId, page);
  return [fact(ObligationWaived, { obligationId, kind, byRole: by.role }, { reason })];
}

/** More time for an obligation. */
export interface Extend {
  readonly obligationId: string;
  readonly until: string;
  readonly reason: string;
  readonly by: Actor;
  readonly now: string;
}

/** Allows more time before it is over, as much as the complaint's policy pack allows from the original start. */
export function extend({ obligationId, until, reason, by, now }: Extend, page: Page, packs: PackBook): readonly ObligationFact[] {
  const obligation = mustBeOwed(obligationId, page);
  const { kind, dueAt, state, pausedAt, rule } = obligation;
  const isOver = state === 'missed' || (!pausedAt && Date.parse(now) >= Date.parse(dueAt));
  must(!isOver, 'escalation.due-already', 'Its time is over; it can be done late or waived, not extended.', 'Ask for more time before it is due.');
  must(Date.parse(until) > Date.parse(dueAt), 'escalation.not-later', 'That would not give more time.', `Name an instant later than ${dueAt}.`);
  must(rule !== undefined, 'escalation.time-was-promised', 'Its time was promised to the customer.', 'Revise the promise instead, and tell the customer.');
  const pack = packs.of(page.pack!);
  const limit = extensionLimit(pack, kind, courseOf(pack, clockOf(obligation), packs.named));
  must(limit !== undefined, 'escalation.no-extension', `The policy ${pack.id} allows no more time for this.`, 'Do it late, or waive it with a reason.');
  const latest = new Date(limit.latest).toISOString();
  must(Date.parse(until) <= limit.latest, 'escalation.beyond-limit', `The policy ${pack.id} allows time until ${latest} at most.`, `Name an instant up to ${latest}.`);
  const { warnAt } = deadlinesUnder(pack, { ...clockOf(obligation), extendedTo: until }, packs.named);
  return [fact(ObligationExtended, { obligationId, kind, dueAt: until, formerly: dueAt, approvedBy: by.id, ...(warnAt ? { warnAt } : {}) }, { reason })];
}

/** Whether a level may advise and not take over, by the complaint's pack; levels above its ladder are as its last. */
export function isInformedOnly(level: number, { pack }: Pick<Page, 'pack'>, packs: PackBook): boolean {
  // Of an imported complaint nothing may ever have been owed: no pack speaks of it.
  if (pack === null) return false;
  const { ladder } = packs.of(pack).data;
  return (ladder[level - 1] ?? ladder.at(-1))?.informOnly ?? false;
}

/** Lets the clocks of one complaint follow another policy pack from now on. */
export function repin({ pack, reason }: { pack: string; reason: string }, page: Page, packs: PackBook): readonly ObligationFact[] {
  mustGoOn(page);
  must(page.soFar.known.origin !== 'history', 'escalation.of-the-past', 'The complaint was imported; what was is judged by what was in force.', 'Ask what would have been: npx amends what-if.');
  must(page.pack !== null, 'escalation.nothing-owed-yet', 'Nothing is owed in this complaint yet, so no pack holds it.', 'It will follow the pack that is in force.');
  must(page.pack !== pack, 'escalation.pinned-already', `The complaint follows ${pack} already.`);
  return [fact(ObligationsRepinned, { packVersion: packs.of(pack).id, formerly: page.pack }, { reason })];
}

function mustBeTold(escalationId: string, { soFar }: Page): Informed {
  const escalation = soFar.informed.find((one) => one.escalationId === escalationId);
  must(escalation !== undefined, 'escalation.not-informed', 'There is no such escalation, or it is over.', 'Read the complaint again.');
  return escalation;
}

function mustBeOwed(obligationId: string, { owed }: Page): Obligation {
  const obligation = owed.find(({ id }) => id === obligationId);
  must(obligation !== undefined, 'escalation.not-owed', 'That is not owed, or not any more.', 'Read again what is owed.');
  return obligation;
}

function mustGoOn({ soFar }: Page): void {
  const status = statusOf(soFar.known);
  must(status !== 'withdrawn' && status !== 'closed', `escalation.complaint-is-${status}`, `The complaint is ${status}.`);
}
