import { statusOf, type GraveFlag, type KnownComplaint, type Status } from '@amends/contracts';
import type { Obligation } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';
import type { Advice, Deed, Escalation, Reason } from './shown.js';

/** A reason with what made it grave, and the escalation by which somebody was told. */
export type TracedReason = Reason & { readonly escalationId: string; readonly grave?: readonly GraveFlag[] };

/** A superior who was told, and by when they have to say that they have seen it. */
export type Telling = Omit<Escalation, 'reasons'> & { readonly acknowledgeBy: string | null };

/** Something that is still owed, as an inbox shows it. */
export interface OwedNow extends Pick<Obligation, 'kind' | 'state' | 'dueAt'> {
  readonly obligationId: string;
  readonly paused: boolean;
}

/** One escalated complaint, with everything because of which it is: what an inbox shows whoever reads it, and whenever. */
export interface Entry {
  readonly complaint: string;
  readonly reference: string | null;
  readonly customerId: string | null;
  readonly status: Status;
  readonly round: number;
  readonly severity: KnownComplaint['severity'];
  readonly grave: readonly GraveFlag[];
  readonly tier: string | null;
  readonly owner: KnownComplaint['owner'];
  readonly receivedBy: string | null;
  readonly offeredTo: string | null;
  readonly level: number;
  readonly since: string;
  readonly acknowledged: boolean;
  readonly told: readonly Telling[];
  readonly reasons: readonly TracedReason[];
  readonly advice: readonly Advice[];
  readonly takenOver: Deed | null;
  readonly owed: readonly OwedNow[];
  /** The nearest of what is owed; null when nothing is, or all waits for the customer. */
  readonly dueAt: string | null;
  readonly pack: string | null;
}

/** The entry of a complaint; undefined when nobody above has to know of it, or it is over. */
export function entryOf(complaint: string, page: Page): Entry | undefined {
  const { known } = page.soFar;
  const told = page.shown.told ?? [];
  const status = statusOf(known);
  if (told.length === 0 || status === 'closed' || status === 'withdrawn') return undefined;
  const owed = owedNow(page.owed);
  return {
    complaint,
    reference: page.shown.reference ?? null,
    customerId: known.customerId,
    status,
    round: known.round,
    severity: known.severity,
    grave: known.grave,
    tier: known.standing?.tier ?? null,
    owner: known.owner,
    receivedBy: known.receivedBy,
    offeredTo: known.offeredTo,
    level: Math.max(...told.map(({ level }) => level)),
    since: told[0]!.since,
    acknowledged: told.every(({ acknowledged }) => acknowledged !== undefined),
    told: told.map(({ reasons: _reasons, ...one }) => ({ ...one, acknowledgeBy: acknowledgementDue(page.owed, one.id) })),
    reasons: told.flatMap((one) => reasonsOf(one, page)).sort((a, b) => (a.at < b.at ? -1 : 1)),
    advice: page.shown.advice ?? [],
    takenOver: page.shown.takenOver ?? null,
    owed,
    dueAt: owed.find(({ paused }) => !paused)?.dueAt ?? null,
    pack: page.pack,
  };
}

const acknowledgementDue = (owed: readonly Obligation[], escalationId: string): string | null =>
  owed.find(({ kind, about }) => kind === 'acknowledge-escalation' && about === escalationId)?.dueAt ?? null;

/** What was no miss after all is no reason. */
const reasonsOf = ({ id: escalationId, reasons }: Escalation, { undone, shown }: Page): readonly TracedReason[] =>
  reasons.filter(({ causedBy }) => !undone.includes(causedBy)).map((reason) => {
    const grave = shown.grave?.find(({ causedBy }) => causedBy === reason.causedBy)?.flags;
    return { ...reason, escalationId, ...(grave ? { grave } : {}) };
  });

const owedNow = (owed: readonly Obligation[]): readonly OwedNow[] =>
  owed
    .map(({ id: obligationId, kind, state, dueAt, pausedAt }) => ({ obligationId, kind, state, dueAt, paused: pausedAt !== undefined }))
    .sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
