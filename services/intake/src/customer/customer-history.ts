import { learn, NOTHING_KNOWN, statusOf, type KnownComplaint, type Severity, type Status } from '@amends/contracts';
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
  /** Open ones first, then the newest; at most a hundred. */
  readonly complaints: readonly ComplaintInHistory[];
  readonly promises: readonly OpenPromise[];
  /** How many complaints there are, shown or not. */
  readonly complaintsInAll: number;
  /** How often the customer turned to us in the last 30 days. */
  readonly contacts30Days: number;
}

/** The events that the caller's history is made of. */
export const TOLD_IN_HISTORY = [
  'ComplaintRegistered', 'ComplaintClassified', 'CauseFound', 'CauseUnknown', 'TimePromised', 'PromiseRevised', 'PromiseKept', 'MessageReceived',
  'ComplaintLinked', 'ComplaintUnlinked', 'ComplaintWithdrawn',
] as const;

/** So many complaints are shown: an agent reads no more while somebody waits on the phone. */
const SHOWN = 100;
const DAYS_30_MS = 30 * 86_400_000;

interface Said {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** The complaints that are shown, open ones first, then the newest. Pure. */
export const shownOf = (complaints: readonly ComplaintOf[]): readonly ComplaintOf[] =>
  [...complaints].sort((a, b) => Number(isOpen(b)) - Number(isOpen(a)) || compare(b.receivedAt, a.receivedAt)).slice(0, SHOWN);

/** Those of which anything was heard in the last 30 days: only they can hold a contact of that time. Pure. */
export const recentOf = (complaints: readonly ComplaintOf[], now: string): readonly ComplaintOf[] =>
  complaints.filter(({ heardAt }) => heardAt === null || Date.parse(heardAt) >= Date.parse(now) - DAYS_30_MS);

/** Folds what was said of a customer's complaints into the caller's history. Pure. */
export function callersHistory(complaints: readonly ComplaintOf[], said: ReadonlyMap<string, readonly Said[]>, now: string): CallersHistory {
  const of = ({ id }: ComplaintOf): readonly Said[] => said.get(id) ?? [];
  const shown = shownOf(complaints).map((complaint) => tell(complaint, of(complaint)));
  const isAlive = ({ status }: ComplaintInHistory): boolean => status === 'open' || status === 'resolved';
  return {
    complaints: markRepeats(shown),
    complaintsInAll: complaints.length,
    promises: shown.filter(isAlive).flatMap(({ id }) => openPromises(id, said.get(id)!)).sort((a, b) => compare(a.promisedFor, b.promisedFor)),
    contacts30Days: recentOf(complaints, now).reduce((sum, complaint) => sum + contactsSince(of(complaint), Date.parse(now) - DAYS_30_MS), 0),
  };
}

function markRepeats(complaints: readonly ComplaintInHistory[]): readonly ComplaintInHistory[] {
  const firstOfCause = new Map<string, string>();
  for (const { cause, reference } of [...complaints].sort((a, b) => compare(a.receivedAt, b.receivedAt))) {
    if (cause !== null && !firstOfCause.has(cause)) firstOfCause.set(cause, reference);
  }
  const firstOf = ({ cause, reference }: ComplaintInHistory): string | null => {
    const first = cause === null ? undefined : firstOfCause.get(cause);
    return first === undefined || first === reference ? null : first;
  };
  return complaints.map((complaint) => ({ ...complaint, repeats: firstOf(complaint) }));
}

function tell({ id, known: heard, receivedAt }: ComplaintOf, said: readonly Said[]): ComplaintInHistory {
  // Our own newest facts may not have come back to us yet; none of those that are read here depends on its round.
  const known = said.reduce((before: KnownComplaint, fact) => learn(before, { ...fact, round: before.round }), heard ?? NOTHING_KNOWN);
  const last = (...types: readonly string[]): Record<string, unknown> => said.findLast(({ type }) => types.includes(type))?.data ?? {};
  return {
    id, receivedAt, status: statusOf(known), round: known.round, severity: known.severity, ownerUnit: known.owner?.unit ?? null, repeats: null,
    reference: last('ComplaintRegistered')['reference'] as string,
    category: (last('ComplaintClassified')['category'] ?? []) as readonly string[],
    cause: (last('CauseFound', 'CauseUnknown')['cause'] ?? null) as string | null,
  };
}

const isOpen = ({ known }: ComplaintOf): boolean => !known || statusOf(known) === 'open';

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
