import { learn, NOTHING_KNOWN, type LogName, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { hear, settledBy, soFarOf, type ComplaintSoFar, type Heard } from '@amends/principles';
import { foldShown, type Shown } from '../inbox/shown.js';
import { foldOwed, missOf, pausesUpTo, type Obligation } from './obligation.js';

/** How far each service's stream about the complaint was heard. */
export type Versions = Readonly<Partial<Record<LogName, number>>>;

/** The ledger's page of one complaint: what it takes to judge the next fact, and no more. */
export interface Page {
  readonly soFar: ComplaintSoFar;
  readonly seen: Versions;
  /** What is still owed; what is over stands in the obligations stream. */
  readonly owed: readonly Obligation[];
  /** The policy pack to which it is pinned, from its first obligation on or from a repinning. */
  readonly pack: string | null;
  /** Misses that were none after all, by the id of their event. */
  readonly undone: readonly string[];
  /** The clock of `resolve` that was settled last: a reopening may go on with it. */
  readonly former?: FormerClock;
  /** The last time when nothing was owed that blocks closing. */
  readonly discharged: { readonly round: number; readonly seen: Versions } | null;
  /** What inboxes show of it beside all this. */
  readonly shown: Shown;
}

/** A clock that was settled. */
export interface FormerClock {
  readonly startedAt: string;
  readonly pauses?: readonly (readonly [from: string, to: string])[];
  /** Since when it stands still. */
  readonly settledAt?: string;
}

export const EMPTY_PAGE: Page = { soFar: soFarOf(NOTHING_KNOWN), seen: {}, owed: [], pack: null, undone: [], discharged: null, shown: {} };

/**
 * The page after one more event, a fact of any service or one of the ledger's own. This is all that a rebuild does; judging adds
 * what follows. Facts and own events move different fields, so that own events may also come after later facts, as in the topic.
 */
export function foldEvent(page: Page, event: RecordedEvent): Page {
  return event.streamKind === 'complaint' ? foldFact(page, event) : foldOwn(page, event as RecordedEvent & ObligationFact);
}

/** Whether the page has folded a fact already. */
export const hasHeard = ({ seen }: Page, { source, version }: RecordedEvent): boolean => version <= (seen[source] ?? 0);

function foldFact(page: Page, event: RecordedEvent): Page {
  const fact = event as Heard;
  const { soFar } = page;
  return {
    ...page,
    soFar: hear(soFar, fact, learn(soFar.known, event), settledBy(fact, soFar)),
    seen: { ...page.seen, [event.source]: event.version },
    shown: foldShown(page, fact),
  };
}

function foldOwn(page: Page, event: RecordedEvent & ObligationFact): Page {
  const owed = foldOwed(page.owed, event, event.round);
  switch (event.type) {
    case 'ObligationIncurred':
      return { ...page, owed, pack: page.pack ?? event.data.packVersion };
    case 'ObligationsRepinned':
      return { ...page, owed, pack: event.data.packVersion };
    case 'ObligationsDischarged':
      return { ...page, discharged: { round: event.data.round, seen: Object.fromEntries(event.data.seen.map(({ source, version }) => [source, version])) } };
    case 'ObligationWaived':
      return { ...page, owed, soFar: { ...page.soFar, known: learn(page.soFar.known, event) } };
    case 'ObligationMissRetracted':
      return { ...page, owed, undone: [...page.undone, missOf(event.data.obligationId)], ...formerOf(page, event.data) };
    case 'ObligationSettled':
      return { ...page, owed, ...formerOf(page, event.data) };
    case 'ObligationCancelled':
      return isUndone(page, event.data) ? { ...page, owed, undone: [...page.undone, missOf(event.data.obligationId)] } : { ...page, owed };
    default:
      return { ...page, owed };
  }
}

type Settled = { readonly obligationId: string; readonly kind: string; readonly settledAt?: string };

function formerOf({ owed }: Page, { obligationId, kind, settledAt }: Settled): Pick<Page, 'former'> {
  const one = kind === 'resolve' ? owed.find(({ id }) => id === obligationId) : undefined;
  if (!one) return {};
  const pauses = settledAt === undefined ? (one.pauses ?? []) : pausesUpTo(one, settledAt);
  return { former: { startedAt: one.startedAt, ...(pauses.length > 0 ? { pauses } : {}), ...(settledAt === undefined ? {} : { settledAt }) } };
}

/** What is taken back was no miss, and what falls away is none any more. */
const isUndone = ({ owed }: Page, { obligationId, because }: { readonly obligationId: string; readonly because: string }): boolean =>
  because === 'retracted' || (because === 'fell-away' && owed.some(({ id, state }) => id === obligationId && state === 'missed'));
