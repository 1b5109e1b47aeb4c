import {
  fact, learn, NOTHING_KNOWN, ObligationCancelled, ObligationIncurred, ObligationMissed, ObligationMissRetracted, ObligationSettled,
  type ObligationFact, type ObligationKind, type RecordedEvent,
} from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import { allowanceFor, dueAt } from '@amends/policy';
import { hear, PRINCIPLES, type ComplaintSoFar } from '@amends/principles';

/** What is owed, or was: the present state of one obligation. */
export interface Obligation {
  readonly id: string;
  readonly kind: ObligationKind;
  readonly principle: number;
  readonly round: number;
  readonly dueAt: string;
  readonly allowance: string;
  readonly causedBy: string;
  readonly blocksClosing: boolean;
  readonly state: 'open' | 'missed' | 'settled' | 'settled-late' | 'cancelled';
}

/** The ledger's page of one complaint. */
export interface Page {
  readonly soFar: ComplaintSoFar;
  readonly obligations: readonly Obligation[];
}

/** A page with what has to be recorded because of what was heard. */
export interface Judged {
  readonly page: Page;
  readonly facts: readonly ObligationFact[];
}

export const EMPTY_PAGE: Page = {
  soFar: { known: NOTHING_KNOWN, channel: 'other', records: null, done: [] },
  obligations: [],
};

/** Judges one event: what it settles, what its round leaves behind, what it makes us owe; in this order. */
export function judge(page: Page, event: RecordedEvent): Judged {
  const soFar = hear(page.soFar, event, learn(page.soFar.known, event));
  const settled = settle(page.obligations, event);
  const cancelled = cancel(settled.obligations, event);
  const incurred = incur(cancelled.obligations, event, page.soFar, soFar);
  return {
    page: { soFar, obligations: incurred.obligations },
    facts: [...settled.facts, ...cancelled.facts, ...incurred.facts],
  };
}

/** The clock found one obligation past due with nothing heard that settles it; undefined when it is not open any more. */
export function miss(page: Page, obligationId: string): Judged | undefined {
  const open = page.obligations.find(({ id, state }) => id === obligationId && state === 'open');
  if (!open) return undefined;
  return {
    page: { ...page, obligations: replace(page.obligations, { ...open, state: 'missed' }) },
    facts: [fact(ObligationMissed, { obligationId, kind: open.kind, dueAt: open.dueAt })],
  };
}

interface Change {
  readonly obligations: readonly Obligation[];
  readonly facts: readonly ObligationFact[];
}

function settle(obligations: readonly Obligation[], event: RecordedEvent): Change {
  let change: Change = { obligations, facts: [] };
  for (const owed of obligations) {
    if (owed.round !== event.round || !(owed.state === 'open' || owed.state === 'missed') || !settles(event, owed.kind)) continue;
    const { obligation, said } = settlement(owed, event);
    change = { obligations: replace(change.obligations, obligation), facts: [...change.facts, said] };
  }
  return change;
}

/** A miss is judged by recordedAt, so that nobody can backdate it away; history only has the time at which things happened. */
function settlement(owed: Obligation, event: RecordedEvent): { obligation: Obligation; said: ObligationFact } {
  const { id: obligationId, kind } = owed;
  const at = event.origin === 'history' ? event.occurredAt : event.recordedAt;
  const inTime = Date.parse(at) <= Date.parse(owed.dueAt);
  if (owed.state === 'missed' && inTime) {
    return { obligation: { ...owed, state: 'settled' }, said: fact(ObligationMissRetracted, { obligationId, kind, settledBy: event.id }) };
  }
  const late = owed.state === 'missed' || (event.origin === 'history' && !inTime);
  return {
    obligation: { ...owed, state: late ? 'settled-late' : 'settled' },
    said: fact(ObligationSettled, { obligationId, kind, settledBy: event.id, late }),
  };
}

function settles(event: RecordedEvent, kind: ObligationKind): boolean {
  return PRINCIPLES.some(({ settledBy }) => settledBy[kind]?.includes(event.type));
}

/** A reopening ends the round with its open duties; closing ends what did not block it and was left open. */
function cancel(obligations: readonly Obligation[], event: RecordedEvent): Change {
  const because = event.type === 'ComplaintReopened' ? 'reopened' : event.type === 'ComplaintClosed' ? 'closed' : undefined;
  if (!because) return { obligations, facts: [] };
  const ended = obligations.filter(({ state, round }) => (state === 'open' || state === 'missed') && round <= event.round);
  return {
    obligations: ended.reduce((all, owed) => replace(all, { ...owed, state: 'cancelled' }), obligations),
    facts: ended.map(({ id, kind }) => fact(ObligationCancelled, { obligationId: id, kind, because, causedBy: event.id })),
  };
}

function incur(obligations: readonly Obligation[], event: RecordedEvent, before: ComplaintSoFar, after: ComplaintSoFar): Change {
  const { round } = after.known;
  const fresh = PRINCIPLES.flatMap((principle) =>
    principle.owes(event, before).map((owed) => ({ ...owed, principle: principle.number, settledBy: principle.settledBy[owed.kind] ?? [] })),
  )
    .filter(({ kind }) => after.records === null || after.records.includes(kind))
    .filter(({ settledBy }) => !settledBy.some((type) => after.done.includes(type)))
    .map((owed) => ({ owed, obligation: obligationOf(owed, event, after, round) }))
    // The same fact heard again owes nothing twice: the id follows from the fact and the kind.
    .filter(({ obligation }) => !obligations.some(({ id }) => id === obligation.id));
  return {
    obligations: [...obligations, ...fresh.map(({ obligation }) => obligation)],
    facts: fresh.map(({ owed, obligation }) => incurred(owed, obligation, after)),
  };
}

type Owing = { kind: ObligationKind; role: string; blocksClosing: boolean; principle: number };

function obligationOf({ kind, principle, blocksClosing }: Owing, event: RecordedEvent, { channel }: ComplaintSoFar, round: number): Obligation {
  const allowance = allowanceFor(kind, { channel });
  // A live clock starts when we recorded the fact, because nobody can owe before anybody here knew.
  const startedAt = event.origin === 'history' ? event.occurredAt : event.recordedAt;
  return {
    id: derivedId(event.id, kind),
    kind,
    principle,
    round,
    dueAt: dueAt(startedAt, allowance),
    allowance: allowance.says,
    causedBy: event.id,
    blocksClosing,
    state: 'open',
  };
}

function incurred({ role }: Owing, obligation: Obligation, { known, channel }: ComplaintSoFar): ObligationFact {
  const { id: obligationId, kind, principle, causedBy, blocksClosing, allowance, dueAt: due } = obligation;
  return fact(ObligationIncurred, {
    obligationId,
    kind,
    principle,
    owedBy: { role, unit: known.owner?.unit ?? known.receivedBy, staff: known.owner?.staff ?? null },
    causedBy,
    dueAt: due,
    blocksClosing,
    packVersion: allowanceFor(kind, { channel }).packVersion,
    allowance,
  });
}

const replace = (all: readonly Obligation[], one: Obligation): readonly Obligation[] => all.map((owed) => (owed.id === one.id ? one : owed));
