import type { LogRow } from '../../support/log-rows.js';
import { BLOCKING, foldDuties, isOwed, type Duty } from './duties.js';
import { isFact, ofType, text, type Story } from './story.js';

/** What the simulation saw of times that no log holds. */
export interface Witnessed {
  /** The latest of all clocks, milliseconds since 1970. */
  readonly now: number;
  /** When an event was in its topic at the latest. */
  readonly publishedAt: ReadonlyMap<string, number>;
  /** Whether a fact that settles such obligations settles this one, by its pack's rule; it does unless said. */
  readonly maySettle?: (obligation: string, fact: LogRow) => boolean;
}

/** A settlement that the topic holds this long after a deadline is never a miss. */
const GRACE_MS = 50;
/** The clocks of two services differ by a few seconds of what each of them slept in a round. */
const SLACK_MS = 30_000;

/** Kinds that one fact of the same round settles, whatever it is about. */
const SETTLED_BY: Readonly<Record<string, readonly string[]>> = {
  acknowledge: ['ComplaintAcknowledged'], 'record-statement': ['StatementRecorded'], 'find-cause': ['CauseFound', 'CauseUnknown'], 'first-answer': ['SolutionProposed', 'ComplaintResolved'], resolve: ['ComplaintResolved'],
};

/** I7 and I8 over what a complaint owes: steps that may be, misses that were misses, deadlines that fired. */
export function dutiesAreRight(story: Story, witnessed: Witnessed): string[] {
  const wrongs: string[] = [];
  const duties = foldDuties(story.events, (what) => wrongs.push(`I7 ${story.complaint} ${what}`));
  const blocking = [...duties.values()].filter(({ kind, blocks }) => blocks !== BLOCKING.has(kind)).map(({ kind }) => `I7 ${story.complaint}: whether ${kind} blocks closing is said wrongly`);
  return [...wrongs, ...blocking, ...closings(story), ...misses(story, duties, witnessed), ...[...duties.values()].flatMap((duty) => mustHaveFired(duty, story, witnessed))];
}

/** No complaint is closed but by a discharge of its round, with nothing owed that blocks closing, and nothing of follow-up's own since. */
function closings(story: Story): string[] {
  const byId = new Map(story.events.map((event) => [event.id, event]));
  return ofType(story, 'ComplaintClosed').flatMap((closed) => {
    const discharge = byId.get(closed.metadata.causation ?? '');
    if (discharge?.type !== 'ObligationsDischarged') return [`I7 ${story.complaint} is closed by ${discharge?.type ?? 'nobody'}`];
    const seen = new Map((discharge.data['seen'] as { source: string; version: number }[]).map(({ source, version }) => [source, version]));
    const owed = [...foldDuties(story.events.filter(({ stream, version }) => stream === discharge.stream && version <= discharge.version)).values()].filter((duty) => isOwed(duty) && BLOCKING.has(duty.kind));
    return [
      ...owed.map(({ kind, id }) => `I7 ${story.complaint} is closed while it owes ${kind} ${id}`),
      ...(closed.version === (seen.get('follow-up') ?? 0) + 1 ? [] : [`I7 ${story.complaint} is closed at version ${closed.version} of follow-up, and was discharged at ${seen.get('follow-up')}`]),
      ...(discharge.metadata.round === closed.metadata.round ? [] : [`I7 ${story.complaint} is closed in another round than it was discharged in`]),
      ...lacking(story, closed, seen),
    ];
  });
}

/** Nothing closes without statement, read-back, answer, proposal and follow-up, or a reasoned waiver of each, unless it fell away. */
function lacking(story: Story, closed: LogRow, seen: ReadonlyMap<string, number>): string[] {
  const before = story.events.filter((event) => (isFact(event) ? event.version <= (seen.get(event.source) ?? 0) : event.recordedAt < closed.recordedAt));
  // A branch of the policy pack may let something fall away.
  const isLetGo = ({ type, data }: LogRow): boolean => type === 'ObligationWaived' || (type === 'ObligationCancelled' && data['because'] === 'fell-away');
  const waived = new Set(before.filter((event) => isLetGo(event) && event.metadata.round <= closed.metadata.round).map((event) => text(event, 'kind')));
  const has = (types: readonly string[], ofRound: boolean): boolean => before.some(({ type, metadata }) => types.includes(type) && (!ofRound || metadata.round === closed.metadata.round));
  return WITHOUT.filter(([kind, types, ofRound]) => !waived.has(kind) && !has(types, ofRound)).map(([kind]) => `I7 ${story.complaint} is closed without ${kind} in round ${closed.metadata.round}`);
}

const WITHOUT: readonly (readonly [kind: string, types: readonly string[], ofRound: boolean])[] = [
  ['record-statement', ['StatementRecorded'], false],
  ['read-back', ['ReadBackConfirmed'], false],
  ['acknowledge', ['ComplaintAcknowledged'], true],
  ['find-cause', ['CauseFound', 'CauseUnknown'], true],
  ['propose', ['SolutionProposed'], true],
  ['resolve', ['ComplaintResolved'], true],
  ['call', ['CustomerReached', 'CustomerNotReached', 'SatisfactionConfirmed'], true],
  ['confirm', ['SatisfactionConfirmed'], true],
];

/** I8: a miss is said once, never before its time, never of what the topic held in time; what was recorded in time is taken back. */
function misses(story: Story, duties: ReadonlyMap<string, Duty>, { publishedAt, maySettle = () => true }: Witnessed): string[] {
  return ofType(story, 'ObligationMissed').flatMap((miss) => {
    const duty = duties.get(text(miss, 'obligationId'));
    if (!duty) return [];
    const due = Date.parse(text(miss, 'dueAt'));
    const settling = story.events.filter((event) => SETTLED_BY[duty.kind]?.includes(event.type) && event.metadata.round === duty.round && maySettle(duty.id, event));
    const inTime = settling.find(({ recordedAt }) => Date.parse(recordedAt) <= due);
    const known = settling.find(({ id, recordedAt }) => (publishedAt.get(id) ?? Infinity) <= due + GRACE_MS && Date.parse(recordedAt) <= due);
    const name = `I8 ${story.complaint}: ${duty.kind} ${duty.id}`;
    return [
      ...(Date.parse(miss.recordedAt) < due ? [`${name} is missed before it was due`] : []),
      ...(duty.misses > 1 ? [`${name} is missed ${duty.misses} times`] : []),
      ...(known ? [`${name} is missed, and the topic held ${known.type} in time`] : []),
      ...(inTime && (duty.state === 'missed' || duty.state === 'settled late') ? [`${name} is ${duty.state}, and ${inTime.type} was recorded in time`] : []),
    ];
  });
}

/** I8: at rest, whatever is past its time was missed, stands still, or is of a complaint that is linked to another. */
function mustHaveFired(duty: Duty, { complaint, events }: Story, { now }: Witnessed): string[] {
  if (duty.state !== 'open' || duty.paused || Date.parse(duty.dueAt) > now - SLACK_MS) return [];
  const link = events.findLast(({ type }) => type === 'ComplaintLinked' || type === 'ComplaintUnlinked');
  return link?.type === 'ComplaintLinked' ? [] : [`I8 ${complaint}: ${duty.kind} ${duty.id} was due at ${duty.dueAt} and is open at ${new Date(now).toISOString()}`];
}
