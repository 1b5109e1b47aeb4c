import {
  AdviceGiven, ComplaintTakenOver, EscalationAcknowledged, EscalationLifted, fact, ObligationExtended, ObligationsRepinned, ObligationWaived, statusOf, SuperiorInformed,
  type Actor, type EscalationFact, type ObligationFact,
} from '@amends/contracts';
import { must } from '@amends/decider';
import { courseOf, deadlinesUnder, extensionLimit } from '@amends/policy';
import { clockOf, extended, type Obligation } from '../ledger/obligation.js';
import type { Moment } from '../ledger/judged.js';
import type { Page } from '../ledger/page.js';
import type { Escalation } from '../inbox/shown.js';
import { mustBeEffective } from '../policy/effective.js';
import type { PackBook } from '../policy/pack-book.js';
import { isTheirs, mayAnswer, type Answering, type Told } from './answering.js';
import type { Ladder } from './ladder.js';

/** Tells the next superior because somebody asked for it. */
export function askForSuperior({ escalationId }: { escalationId: string }, page: Page, ladder: Ladder, moment: Moment): readonly EscalationFact[] {
  mustGoOn(page);
  must(!page.soFar.informed.some(({ top }) => top), 'escalation.nobody-above', 'Whoever is at the top knows of it already.', 'Speak to the person who was told last.');
  const reasons = [{ reason: 'asked-for' as const, causedBy: escalationId }];
  return [fact(SuperiorInformed, { escalationId, ...ladder.next(page, moment), reasons, obligations: [] })];
}

/** Somebody answers an escalation. */
export interface Answer {
  readonly escalationId: string;
  readonly by: Answering;
}

/** The superior says that they have seen it. */
export function acknowledge({ escalationId, by }: Answer, page: Page): readonly EscalationFact[] {
  const escalation = mustAnswer(escalationId, by, page);
  must(!escalation.acknowledged, 'escalation.acknowledged-already', 'Somebody has seen this escalation already.');
  return [fact(EscalationAcknowledged, { escalationId })];
}

/** A superior says what to do, as an answer to an escalation or without one; the owner stays the owner. */
export function advise({ escalationId, advice, by }: Omit<Answer, 'escalationId'> & { escalationId: string | null; advice: string }, page: Page): readonly EscalationFact[] {
  mustGoOn(page);
  if (escalationId !== null) mustAnswer(escalationId, by, page);
  return [fact(AdviceGiven, { escalationId }, { advice })];
}

/**
 * A superior takes the complaint over; resolution makes them its owner. Whoever is only to be informed can't. With it they have seen what is theirs to answer,
 * for those below too; whoever is above still has to say that they know.
 */
export function takeOver({ escalationId, by }: Omit<Answer, 'escalationId'> & { escalationId: string | null }, page: Page, packs: PackBook): readonly EscalationFact[] {
  mustGoOn(page);
  const { known } = page.soFar;
  const { told = [] } = page.shown;
  if (escalationId !== null) mustAnswer(escalationId, by, page);
  must(
    !isOnlyInformed(by, told, page, packs),
    'escalation.inform-only',
    'On this level a superior is informed, and leaves the complaint to its owner.',
    'Advise instead, or let the next level know: inform-superior.',
  );
  must(known.owner?.staff !== by.id, 'escalation.owns-it-already', 'You own the complaint already.');
  const acknowledges = told.filter((one) => !one.acknowledged && mayAnswer(by, one, told)).map(({ id }) => id);
  return [fact(ComplaintTakenOver, { escalationId, unit: by.unit ?? known.owner?.unit ?? known.receivedBy, staff: by.id, acknowledges })];
}

/** The superior is not needed any more. */
export function stepDown({ escalationId, by }: Answer, page: Page): readonly EscalationFact[] {
  mustAnswer(escalationId, by, page);
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
  const { approvedBy } = limit;
  must(by.role === approvedBy || by.role === 'administrator', 'escalation.not-theirs-to-allow', `The policy ${pack.id} leaves it to the ${approvedBy} to allow more time for this.`, `Ask the ${approvedBy}.`);
  const latest = new Date(limit.latest).toISOString();
  must(Date.parse(until) <= limit.latest, 'escalation.beyond-limit', `The policy ${pack.id} allows time until ${latest} at most.`, `Name an instant up to ${latest}.`);
  const { warnAt } = deadlinesUnder(pack, clockOf(extended(obligation, until, by.id)), packs.named);
  return [fact(ObligationExtended, { obligationId, kind, dueAt: until, formerly: dueAt, approvedBy: by.id, ...(warnAt ? { warnAt } : {}) }, { reason })];
}

/** Whether all that was told to somebody, or to those whose place they hold, was told to levels that may advise and not take over. */
export function isOnlyInformed(by: Answering, told: readonly Told[], page: Pick<Page, 'pack'>, packs: PackBook): boolean {
  const own = told.filter((one) => isTheirs(by, one));
  return own.length > 0 && own.every(({ level }) => isInformedOnly(level, page, packs));
}

/** Whether a level may advise and not take over, by the complaint's pack; levels above its ladder are as its last. */
function isInformedOnly(level: number, { pack }: Pick<Page, 'pack'>, packs: PackBook): boolean {
  // Of an imported complaint nothing may ever have been owed: no pack speaks of it.
  if (pack === null) return false;
  const { ladder } = packs.of(pack).data;
  return (ladder[level - 1] ?? ladder.at(-1))?.informOnly ?? false;
}

/** Lets the clocks of one complaint follow another policy pack from now on. */
export function repin({ pack, reason, now }: { pack: string; reason: string; now: string }, page: Page, packs: PackBook): readonly ObligationFact[] {
  mustGoOn(page);
  must(page.soFar.known.origin !== 'history', 'escalation.of-the-past', 'The complaint was imported; what was is judged by what was in force.', 'Ask what would have been: npx amends what-if.');
  must(page.pack !== null, 'escalation.nothing-owed-yet', 'Nothing is owed in this complaint yet, so no pack holds it.', 'It will follow the pack that is in force.');
  must(page.pack !== pack, 'escalation.pinned-already', `The complaint follows ${pack} already.`);
  const other = packs.of(pack);
  mustBeEffective(other, now);
  return [fact(ObligationsRepinned, { packVersion: other.id, formerly: page.pack }, { reason })];
}

function mustAnswer(escalationId: string, by: Answering, { shown: { told = [] } }: Page): Escalation {
  const escalation = told.find(({ id }) => id === escalationId);
  must(escalation !== undefined, 'escalation.not-informed', 'There is no such escalation, or it is over.', 'Read the complaint again.');
  const { level, person, rota } = escalation;
  const whom = [person, rota === null ? undefined : `of the rota ${rota}`].filter(Boolean).join(' ');
  must(mayAnswer(by, escalation, told), 'escalation.told-to-another', `This was told to ${whom}, as level ${level}.`, 'Leave it to them, to whoever holds their place now, or to somebody of a higher level.');
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
