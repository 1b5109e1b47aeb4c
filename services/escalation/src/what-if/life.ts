import { isAfter, millisOf, type LogName, type ObligationKind, type RecordedEvent } from '@amends/contracts';
import type { Informed } from '@amends/principles';
import { conclude } from '../ledger/concluding.js';
import { judge, record, type DecidedHere } from '../ledger/judge.js';
import type { Judged, Moment, OwnFact } from '../ledger/judged.js';
import { firstDue, strike } from '../ledger/overdue.js';
import { EMPTY_PAGE, type Page } from '../ledger/page.js';
import { dueAsOf } from '../ledger/pausing.js';
import type { Ladder } from '../escalation/ladder.js';
import type { PackBook } from '../policy/pack-book.js';
import { Unjudgeable } from './unjudgeable.js';

/** How often something was owed and missed in one complaint, by kind, and which superiors were told. */
export interface Tally {
  readonly owed: Partial<Record<ObligationKind, number>>;
  readonly missed: Partial<Record<ObligationKind, number>>;
  readonly told: Record<string, number>;
}

/** What people of escalation decided then; what the ledger itself said is judged anew. */
const DECIDED: ReadonlySet<string> = new Set(['EscalationAcknowledged', 'AdviceGiven', 'ComplaintTakenOver', 'ObligationWaived', 'ObligationExtended', 'ObligationsRepinned']);

/** Whether an event of a complaint is needed to judge it again: all facts of other services, and what people of escalation decided. */
export const isNeeded = ({ source, type }: { readonly source: LogName; readonly type: string }): boolean => source !== 'escalation' || DECIDED.has(type);

/** One complaint that is judged again from its facts, as they come, under the packs of a book; nothing is recorded anywhere. */
export class Life {
  private readonly tally: Tally = { owed: {}, missed: {}, told: {} };
  private page: Page = EMPTY_PAGE;
  /** Who would have been told of what an imported complaint missed. */
  private readonly informed: Informed[] = [];

  constructor(
    private readonly packs: PackBook,
    private readonly ladder: Ladder,
  ) {}

  /** Hears the next fact; what was due before it was recorded is struck first. Throws Unjudgeable. */
  hear(event: RecordedEvent): void {
    try {
      this.judge(event);
    } catch (error) {
      throw this.unjudgeable(event.recordedAt, error);
    }
  }

  private judge(event: RecordedEvent): void {
    this.strikeUpTo(event.recordedAt);
    const moment = this.at(event.recordedAt);
    const judged = event.source === 'escalation' ? record(this.page, this.stillMeant(event), moment) : judge(this.page, event, moment);
    this.take(conclude(judged, this.ladder, moment), moment);
  }

  /** Everything was heard up to an instant: what is due by then is missed. Returns what became of it. Throws Unjudgeable. */
  end(until: string): Tally {
    try {
      return this.ended(until);
    } catch (error) {
      throw this.unjudgeable(until, error);
    }
  }

  private unjudgeable(at: string, cause: unknown): Unjudgeable {
    const { pack } = this.page;
    return Unjudgeable.under(() => (pack === null ? this.packs.inForceAt(at) : this.packs.of(pack)), this.page.soFar.receivedAt ?? at, cause);
  }

  private ended(until: string): Tally {
    this.strikeUpTo(until);
    if (this.page.soFar.known.origin !== 'history') return this.tally;
    // Of the past nothing is struck: what is open and past due at the data cut was missed, unless it stood still by then.
    for (const one of this.page.owed) {
      const dueAt = dueAsOf(one, until, this.page, this.packs);
      if (one.state === 'open' && isAfter(until, dueAt)) this.missedInThePast(one.kind, dueAt);
    }
    return this.tally;
  }

  /** A decision about something that is not owed under these packs has no object. */
  private stillMeant({ type, data }: RecordedEvent): readonly DecidedHere[] {
    const { obligationId, escalationId } = data as { obligationId?: string; escalationId?: string | null };
    const isThere = obligationId === undefined || this.page.owed.some(({ id }) => id === obligationId);
    const isTold = escalationId === undefined || escalationId === null || this.page.soFar.informed.some((one) => one.escalationId === escalationId);
    return isThere && isTold ? [{ type, data } as OwnFact] : [];
  }

  private strikeUpTo(instant: string): void {
    for (let due = firstDue(this.page, instant); due; due = firstDue(this.page, instant)) {
      const moment = this.at(due.dueAt);
      const struck = strike(this.page, due.obligation, millisOf(due.dueAt), moment);
      if (!struck) return;
      this.take(conclude(struck, this.ladder, moment), moment);
    }
  }

  private at = (now: string): Moment => ({ now, packs: this.packs });

  private take({ page, facts }: Judged, { now }: Moment): void {
    const { owed } = this.page;
    this.page = page;
    for (const fact of facts) this.count(fact, owed, now);
  }

  private count(fact: OwnFact, owed: Page['owed'], now: string): void {
    switch (fact.type) {
      case 'ObligationIncurred':
        return fact.data.obligations.forEach(({ kind }) => add(this.tally.owed, kind, 1));
      case 'ObligationMissed':
        return add(this.tally.missed, fact.data.kind, 1);
      case 'ObligationMissRetracted':
        return add(this.tally.missed, fact.data.kind, -1);
      case 'ObligationSettled':
        if (!fact.data.late || this.page.soFar.known.origin !== 'history') return undefined;
        return this.missedInThePast(fact.data.kind, owed.find(({ id }) => id === fact.data.obligationId)?.dueAt ?? now);
      case 'SuperiorInformed':
        return fact.data.joins ? undefined : add(this.tally.told, fact.data.person ?? fact.data.rota ?? 'nobody', 1);
      default:
        return undefined;
    }
  }

  /** Of the past nobody was told; what was missed would have been told when it was due, one level above whoever knew by then. */
  private missedInThePast(kind: ObligationKind, dueAt: string): void {
    add(this.tally.missed, kind, 1);
    if (this.informed.some(({ top }) => top)) return;
    const { soFar, pack } = this.page;
    const { level, person, rota, top } = this.ladder.next({ soFar: { ...soFar, informed: this.informed }, pack }, this.at(dueAt));
    add(this.tally.told, person ?? rota ?? 'nobody', 1);
    this.informed.push({ escalationId: '', level, person, top, acknowledged: false, causes: [] });
  }
}

function add<Key extends string>(counts: Partial<Record<Key, number>>, key: Key, by: number): void {
  counts[key] = (counts[key] ?? 0) + by;
}
