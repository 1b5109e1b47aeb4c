import { fact, EscalationAcknowledged, ObligationExtended, ObligationWaived, type RecordedEvent } from '@amends/contracts';
import { inMemory } from '@amends/escalation';
import type { Dice } from '../../support/dice.js';
import type { Book } from './book.js';
import { delay, factOf, registration, roundOf, type Said } from './life.js';
import type { Bench } from './reader.js';
import type { LedgerStore } from './store.js';
import type { Timeline } from './timeline.js';
import type { Topic } from './topic.js';

/** What people and the other services have to do with. */
export interface World {
  readonly timeline: Timeline;
  readonly dice: Dice;
  readonly book: Book;
  readonly topic: Topic;
  readonly store: LedgerStore;
  readonly bench: Bench;
}

interface Complaint {
  readonly id: string;
  round: number;
  isOver: boolean;
  /** The round of which the customer has said how satisfied they are. */
  judgedRound: number;
  steps: Generator<Said>;
}

/** Everybody who works on complaints, and follow-up, which closes what is discharged. Some act in the last moment before something is due, or in the first after it. */
export class People {
  private readonly complaints = new Map<string, Complaint>();

  constructor(private readonly world: World) {
    world.topic.onPublished((event) => this.hear(event));
  }

  /** A customer complains, now. */
  begin(): void {
    const { dice, timeline } = this.world;
    const one: Complaint = { id: dice.uuid(), round: 1, isOver: false, judgedRound: 0, steps: roundOf(dice, 1) };
    this.complaints.set(one.id, one);
    this.say(one, registration(dice, timeline.now));
    this.plan(one);
    if (dice.oneIn(25)) this.later(one, () => this.link(one));
    if (dice.oneIn(30)) this.later(one, () => this.withdraw(one));
    if (dice.oneIn(6)) this.later(one, () => this.decide(one));
  }

  private later(one: Complaint, action: () => void): void {
    this.world.timeline.after(delay(this.world.dice) * 2, () => void (one.isOver || action()));
  }

  private plan(one: Complaint): void {
    const { dice, timeline } = this.world;
    // One in sixty is forgotten for good.
    if (dice.oneIn(60)) return;
    timeline.at(dice.oneIn(5) ? this.aroundDeadline(one) : timeline.now + delay(dice), () => this.act(one));
  }

  /** Within a fifth of a second of the next deadline that is known by now. */
  private aroundDeadline(one: Complaint): number {
    const { store, timeline, dice } = this.world;
    const due = inMemory.deadlinesOf(store.page(one.id).page).map(({ dueAt }) => Date.parse(dueAt)).filter((at) => at > timeline.now + 1000);
    return due.length > 0 ? Math.min(...due) + dice.whole(-200, 200) : timeline.now + delay(dice);
  }

  private act(one: Complaint): void {
    if (one.isOver) return;
    const { value, done } = one.steps.next();
    if (done || !value) return;
    this.say(one, this.dated(value));
    if (value.type === 'SatisfactionConfirmed' || value.type === 'CustomerDissatisfied') one.judgedRound = one.round;
    // Nobody knows of a new round before the topic holds the reopening.
    if (value.type !== 'ComplaintReopened') this.plan(one);
  }

  /** What is promised is promised from now on. */
  private dated({ type, data }: Said): Said {
    const isPromise = type === 'TimePromised' || type === 'PromiseRevised';
    const promisedFor = new Date(this.world.timeline.now + delay(this.world.dice) + 3_600_000).toISOString();
    return isPromise ? { type, data: { ...data, promisedFor } } : { type, ...(data ? { data } : {}) };
  }

  private say({ id, round }: Complaint, said: Said, causation?: string): void {
    const { book, topic, timeline } = this.world;
    const { source, data } = factOf(said);
    topic.send(source, book.record(source, id, timeline.now, { type: said.type, data, round, by: 'agent', causation }));
  }

  private link(one: Complaint): void {
    const linkedTo = this.world.dice.uuid();
    this.say(one, { type: 'ComplaintLinked', data: { linkedTo } });
    if (!this.world.dice.oneIn(3)) this.later(one, () => this.say(one, { type: 'ComplaintUnlinked', data: { linkedTo, unlinkedFrom: linkedTo } }));
  }

  private withdraw(one: Complaint): void {
    this.say(one, { type: 'ComplaintWithdrawn' });
    one.isOver = true;
  }

  /** Somebody of escalation waives, allows more time, or says that they know: decided on the page, and recorded with what follows. */
  private decide(one: Complaint): void {
    const { store, bench, timeline, dice } = this.world;
    if (store.isLocked(one.id)) return timeline.after(5, () => this.decide(one));
    const stored = store.page(one.id);
    const decided = this.decision(stored.page);
    if (!decided || stored.page.soFar.known.withdrawn) return;
    const moment = bench.moment();
    const judged = inMemory.record(stored.page, [{ ...decided, id: dice.uuid() }], moment);
    const { page, facts } = inMemory.conclude(judged, bench.ladder, moment);
    store.turn([{ ...stored, complaint: one.id, before: stored.page, page, facts: inMemory.broughtBy({ causation: null, correlation: one.id, traceparent: null }, facts) }]);
  }

  private decision({ owed, soFar }: inMemory.Page): inMemory.DecidedHere | undefined {
    const { dice, timeline } = this.world;
    const escalation = soFar.informed.find(({ acknowledged }) => !acknowledged);
    if (escalation && !dice.oneIn(3)) return fact(EscalationAcknowledged, { escalationId: escalation.escalationId });
    const open = owed.filter(({ state, kind, pausedAt, dueAt }) => state === 'open' && kind !== 'inform-superior' && !pausedAt && Date.parse(dueAt) > timeline.now);
    if (open.length === 0) return undefined;
    const { id: obligationId, kind, dueAt: formerly, rule } = dice.pick(open);
    if (dice.oneIn(2)) return fact(ObligationWaived, { obligationId, kind, byRole: 'supervisor' });
    const dueAt = new Date(Date.parse(formerly) + dice.whole(3_600_000, 172_800_000)).toISOString();
    return rule === undefined ? undefined : fact(ObligationExtended, { obligationId, kind, dueAt, formerly, approvedBy: dice.uuid() });
  }

  private beginRound(one: Complaint): void {
    one.round += 1;
    one.steps = roundOf(this.world.dice, one.round);
    this.plan(one);
  }

  private takeSilenceForYes(one: Complaint, causation: string): void {
    one.judgedRound = one.round;
    this.say(one, { type: 'SatisfactionConfirmed', data: { how: 'tacit' } }, causation);
  }

  /** Follow-up closes what is discharged, unless something of its own came meanwhile; and takes silence for a yes. */
  private hear({ type, subject, data, round, id }: RecordedEvent): void {
    const one = this.complaints.get(subject)!;
    if (one.isOver) return;
    if (type === 'ComplaintReopened' && one.round === round) this.beginRound(one);
    if (type === 'ObligationLapsed' && one.round === round && one.judgedRound < round) this.takeSilenceForYes(one, id);
    if (type !== 'ObligationsDischarged') return;
    const seen = (data as { seen: { source: string; version: number }[] }).seen.find(({ source }) => source === 'follow-up')?.version ?? 0;
    if (one.round !== round || this.world.book.versionOf('follow-up/complaint', subject) !== seen) return;
    this.say(one, { type: 'ComplaintClosed' }, id);
    one.isOver = true;
  }
}
