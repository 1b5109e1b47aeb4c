import { learn, NOTHING_KNOWN, statusOf, type KnownComplaint, type RecordedEvent, type Severity, type Status } from '@amends/contracts';
import type { ComplaintOf } from './customer-complaints.js';

/** A promise that waits to be kept. */
export interface OpenPromise {
  readonly promiseId: string;
  readonly complaint: string;
  readonly promisedFor: string;
}

/** A complaint as the caller's history shows it. */
export interface ComplaintInHistory {
  readonly id: string;
  readonly reference: string;
  readonly receivedAt: string;
  readonly status: Status;
  readonly round: number;
  readonly category: readonly string[];
  readonly severity: Severity | null;
  readonly ownerUnit: string | null;
  readonly cause: string | null;
  /** The reference of an earlier complaint of this customer that had the same cause. */
  readonly repeats: string | null;
}

/** What an agent has to know of a caller before the first sentence. */
export interface CallersHistory {
  /** Open ones first, then the newest. */
  readonly complaints: readonly ComplaintInHistory[];
  readonly promises: readonly OpenPromise[];
  /** How often the customer turned to us in the last 30 days. */
  readonly contacts30Days: number;
}

/** The events that the caller's history is made of. */
export const TOLD_IN_HISTORY = [
  'ComplaintRegistered', 'ComplaintClassified', 'CauseFound', 'CauseUnknown', 'TimePromised', 'PromiseRevised', 'PromiseKept', 'MessageReceived',
  'ComplaintLinked', 'ComplaintUnlinked', 'ComplaintWithdrawn',
] as const;

type Said = Pick<RecordedEvent, 'type' | 'round'> & { readonly data: Record<string, unknown> };

const DAYS_30_MS = 30 * 86_400_000;

/** Folds what was said of a customer's complaints into the caller's history. Pure. */
export function callersHistory(complaints: readonly ComplaintOf[], said: ReadonlyMap<string, readonly Said[]>, now: string): CallersHistory {
  const told = complaints.map(({ id, known }) => tell(id, known, said.get(id) ?? [], now));
  const oldestFirst = told.map(({ complaint }) => complaint).sort((a, b) => compare(a.receivedAt, b.receivedAt));
  const firstOfCause = new Map<string, string>();
  const marked = oldestFirst.map((complaint): ComplaintInHistory => {
    const { cause, reference } = complaint;
    const repeats = cause === null ? null : (firstOfCause.get(cause) ?? null);
    if (cause !== null && repeats === null) firstOfCause.set(cause, reference);
    return { ...complaint, repeats };
  });
  return {
    complaints: marked.reverse().sort((a, b) => Number(b.status === 'open') - Number(a.status === 'open')),
    promises: told.flatMap(({ promises }) => promises).sort((a, b) => compare(a.promisedFor, b.promisedFor)),
    contacts30Days: told.reduce((sum, { contacts }) => sum + contacts, 0),
  };
}

function tell(id: string, heard: KnownComplaint | null, said: readonly Said[], now: string) {
  const known = said.reduce((before: KnownComplaint, event) => learn(before, event), heard ?? NOTHING_KNOWN);
  const last = (...types: readonly string[]): Said | undefined => said.findLast(({ type }) => types.includes(type));
  const { reference, receivedAt } = (last('ComplaintRegistered')?.data ?? {}) as { reference: string; receivedAt: string };
  const cause = last('CauseFound', 'CauseUnknown');
  const status = statusOf(known);
  const complaint: Omit<ComplaintInHistory, 'repeats'> = {
    id, reference, receivedAt, status, round: known.round, severity: known.severity, ownerUnit: known.owner?.unit ?? null,
    category: (last('ComplaintClassified')?.data['category'] ?? []) as readonly string[],
    cause: (cause?.data['cause'] ?? null) as string | null,
  };
  return { complaint, promises: status === 'open' || status === 'resolved' ? openPromises(id, said) : [], contacts: contactsSince(said, Date.parse(now) - DAYS_30_MS) };
}

function openPromises(complaint: string, said: readonly Said[]): readonly OpenPromise[] {
  const open = new Map<string, OpenPromise>();
  for (const { type, data } of said) {
    const { promiseId, promisedFor } = data as { promiseId: string; promisedFor: string };
    if (type === 'TimePromised' || type === 'PromiseRevised') open.set(promiseId, { promiseId, complaint, promisedFor });
    if (type === 'PromiseKept') open.delete(promiseId);
  }
  return [...open.values()];
}

function contactsSince(said: readonly Said[], since: number): number {
  const times = said.flatMap(({ type, data }) => {
    if (type === 'MessageReceived') return [data['receivedAt']];
    const contact = data['contact'] as { direction: string; startedAt: string } | undefined;
    return type === 'ComplaintRegistered' && contact?.direction === 'inbound' ? [contact.startedAt] : [];
  });
  return times.filter((time) => Date.parse(String(time)) >= since).length;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
