import type { LogName, ObligationKind, RecordedEvent } from '@amends/contracts';
import { conclude } from '../ledger/concluding.js';
import { judge, record, type DecidedHere } from '../ledger/judge.js';
import type { Judged, Moment, OwnFact } from '../ledger/judged.js';
import { deadlinesOf, strike } from '../ledger/overdue.js';
import { EMPTY_PAGE, type Page } from '../ledger/page.js';
import { dueAsOf } from '../ledger/pausing.js';
import type { Ladder } from '../escalation/ladder.js';
import type { PackBook } from '../policy/pack-book.js';

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

  constructor(
    private readonly packs: PackBook,
    private readonly ladder: Ladder,
  ) {}

  /** Hears the next fact; what was due before it was recorded is struck first. */
  hear(event: RecordedEvent): void {
    this.strikeUpTo(Date.parse(event.recordedAt));
    const moment = this.at(event.recordedAt);
    const judged = event.source === 'escalation' ? record(this.page, this.stillMeant(event), moment) : judge(this.page, event, moment);
    this.take(conclude(judged, this.ladder, moment));
  }

  /** Everything was heard up to an instant: what is due by then is missed. Returns what became of it. */
  end(until: string): Tally {
    this.strikeUpTo(Date.parse(until));
    if (this.page.soFar.known.origin !== 'history') return this.tally;
    // Of the past nothing is struck: what is open and past due at the data cut was missed, unless it stood still by then.
    for (const one of this.page.owed) if (one.state === 'open' && Date.parse(dueAsOf(one, until, this.page, this.packs)) < Date.parse(until)) add(this.tally.missed, one.kind, 1);
    return this.tally;
  }

  /** A decision about something that is not owed under these packs has no object. */
  private stillMeant({ type, data }: RecordedEvent): readonly DecidedHere[] {
    const { obligationId, escalationId } = data as { obligationId?: string; escalationId?: string | null };
    const isThere = obligationId === undefined || this.page.owed.some(({ id }) => id === obligationId);
    const isTold = escalationId === undefined || escalationId === null || this.page.soFar.informed.some((one) => one.escalationId === escalationId);
    return isThere && isTold ? [{ type, data } as OwnFact] : [];
  }

  private strikeUpTo(instant: number): void {
    for (let next = this.nextDue(instant); next; next = this.nextDue(instant)) {
      const moment = this.at(next.dueAt);
      const struck = strike(this.page, next.obligation, Date.parse(next.dueAt), moment);
      if (!struck) return;
      this.take(conclude(struck, this.ladder, moment));
    }
  }

  private nextDue(instant: number): { readonly obligation: string; readonly dueAt: string } | undefined {
    let next: { readonly obligation: string; readonly dueAt: string } | undefined;
    for (const one of deadlinesOf(this.page)) {
      // What was missed stays owed, and is not missed again.
      if (Date.parse(one.dueAt) <= instant && (!next || one.dueAt < next.dueAt)) next = one;
    }
    return next;
  }

  private at = (now: string): Moment => ({ now, packs: this.packs });

  private take({ page, facts }: Judged): void {
    this.page = page;
    for (const fact of facts) this.count(fact);
  }

  private count(fact: OwnFact): void {
    switch (fact.type) {
      case 'ObligationIncurred':
        return fact.data.obligations.forEach(({ kind }) => add(this.tally.owed, kind, 1));
      case 'ObligationMissed':
        return add(this.tally.missed, fact.data.kind, 1);
      case 'ObligationMissRetracted':
        return add(this.tally.missed, fact.data.kind, -1);
      case 'ObligationSettled':
        return fact.data.late && this.page.soFar.known.origin === 'history' ? add(this.tally.missed, fact.data.kind, 1) : undefined;
      case 'SuperiorInformed':
        return fact.data.joins ? undefined : add(this.tally.told, fact.data.person ?? fact.data.rota ?? 'nobody', 1);
      default:
        return undefined;
    }
  }
}

function add<Key extends string>(counts: Partial<Record<Key, number>>, key: Key, by: number): void {
  counts[key] = (counts[key] ?? 0) + by;
}
