import { definitionOf } from '@amends/contracts';
import type { Append, Decided, EventWriter, NewEvent, StreamId } from '@amends/eventing';
import { inboxRowsOf } from '../inbox/inbox-rows.js';
import type { Notice } from '../notices/notice.js';
import { noticesOf } from '../notices/noticing.js';
import { LEDGER } from './judge.js';
import { deadlinesOf, type Deadline } from './overdue.js';
import type { TurnedPage } from './turned-page.js';

/** All that a turned page writes, as it is sent: it may wait, for as long as nobody else writes the page. */
export interface ReadyPage {
  readonly complaint: string;
  /** The page as JSON. */
  readonly page: string;
  /** The version of its obligations stream afterwards. */
  readonly version: number;
  readonly heardAt: string | undefined;
  readonly ownerUnit: string | null;
  readonly receivedBy: string | null;
  /** Obligations whose deadline runs no more. */
  readonly disarmed: readonly string[];
  readonly armed: readonly Deadline[];
  readonly inbox: readonly object[];
  readonly notices: readonly Notice[];
  /** Undefined where there is nothing to say. */
  readonly append: Append | undefined;
}

/** Works out what a turned page writes at an instant. */
export async function readied(turned: TurnedPage, writer: EventWriter, now: string): Promise<ReadyPage> {
  const { complaint, facts, version, heardAt, page } = turned;
  const { owner, receivedBy } = page.soFar.known;
  return {
    complaint,
    page: JSON.stringify(page),
    version: version + facts.filter(({ type }) => streamOf(type) === 'obligations').length,
    heardAt,
    ownerUnit: owner?.unit ?? null,
    receivedBy,
    ...movedDeadlines(turned),
    inbox: inboxRowsOf(turned),
    notices: noticesOf(turned),
    append: facts.length > 0 ? await appendOf(turned, writer, now) : undefined,
  };
}

async function appendOf({ complaint, facts, version, heardAt, page, before }: TurnedPage, writer: EventWriter, now: string): Promise<Append> {
  const { origin, customerId } = page.soFar.known;
  const write = ({ round, id, causation, correlation, traceparent, actor, ...said }: TurnedPage['facts'][number]): Promise<readonly NewEvent[]> => {
    const context = { actor: actor ?? LEDGER, scope: undefined, correlation, causation: causation ?? null, traceparent, now };
    const decided: Decided = { ...said, ...(id || origin === 'history' ? { occurrence: { occurredAt: now, origin, ...(id ? { id } : {}) } } : {}) };
    return writer.write({ stream: { kind: streamOf(said.type), id: complaint }, round, sealFor: customerId ?? complaint, context }, [decided]);
  };
  const written = await Promise.all(facts.map(write));
  const obligations = { kind: 'obligations' as const, id: complaint, version, heardAt };
  const speaksOfSuperiors = facts.some(({ type }) => streamOf(type) === 'complaint');
  const own = speaksOfSuperiors ? [{ kind: 'complaint' as const, id: complaint, version: before.seen.escalation ?? 0, heardAt }] : [];
  return { expected: [obligations, ...own], events: written.flat() };
}

const streamOf = (type: string): StreamId['kind'] => definitionOf(type)!.stream;

/** Only the deadlines that moved: of a page's ten, a fact moves one or two. */
function movedDeadlines({ before, page }: TurnedPage): Pick<ReadyPage, 'disarmed' | 'armed'> {
  const armed = new Map(deadlinesOf(before).map((deadline) => [deadline.obligation, deadline]));
  const now = deadlinesOf(page);
  const still = new Set(now.map(({ obligation }) => obligation));
  return { disarmed: [...armed.keys()].filter((obligation) => !still.has(obligation)), armed: now.filter((one) => !sameDeadline(armed.get(one.obligation), one)) };
}

const sameDeadline = (a: Deadline | undefined, b: Deadline): boolean => a?.dueAt === b.dueAt && a.warnAt === b.warnAt;
