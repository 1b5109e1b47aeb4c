import { partitionOf } from '@amends/eventing';
import { NOTHING_KNOWN, type LogName } from '@amends/contracts';
import type { LogRow } from '../../support/log-rows.js';
import type { TopicMessage } from '../../support/topic-messages.js';
import { Book } from '../book.js';
import type { Step } from '../life.js';
import type { Snapshot } from '../snapshot.js';
import { WRITER } from '../system.js';
import { acceptedExists, keysAreKept } from './accepted.js';
import { closedByDischarge, upheldOnce } from './closing.js';
import { effectsHappenedOnce } from './effects.js';
import { everythingIsHandled, logsHaveNoGaps, topicsAreInOrder } from './order.js';
import { publishedIsCommitted } from './published.js';
import { onlyPoisonIsParked } from './quarantine.js';

const COMPLAINT = '0192a3b4-0000-7000-8000-000000000001';
const CONSUMER = 'insight/file@4';
const PARTITION = partitionOf(COMPLAINT);

const row = (source: LogName, version: number, type: string, time: number, data: object, key: string, causation: string | null = null): LogRow => ({
  source, position: version, stream: `${source}/${source === 'escalation' ? 'obligations' : 'complaint'}`, subject: COMPLAINT, version, type, id: `${source}-${version}`,
  data: data as Record<string, unknown>, sealed: null, recordedAt: `2026-01-01T00:00:00.00000${time}Z`,
  metadata: { occurredAt: '2026-01-01T00:00:00.000Z', round: 1, actor: { id: source === 'intake' ? WRITER : 'escalation', role: 'x', unit: null }, origin: 'live', causation, correlation: key, traceparent: null },
});

const REGISTERED = row('intake', 1, 'ComplaintRegistered', 1, { customerId: null, receivedBy: 'hotline' }, 'k1');
const ACKNOWLEDGED = row('intake', 2, 'ComplaintAcknowledged', 3, { how: 'written' }, 'k2');
const INCURRED = row('escalation', 1, 'ObligationIncurred', 2, { causedBy: REGISTERED.id, obligations: [{ obligationId: 'o1', kind: 'acknowledge' }] }, 'k1', REGISTERED.id);
const SETTLED = row('escalation', 2, 'ObligationSettled', 4, { obligationId: 'o1', kind: 'acknowledge', late: false }, 'k2', ACKNOWLEDGED.id);
const ALL = [REGISTERED, INCURRED, ACKNOWLEDGED, SETTLED];

const message = (of: LogRow, offset: number): TopicMessage => ({
  topic: 'complaints', partition: PARTITION, offset, key: of.subject, value: JSON.stringify(of.data),
  headers: { ce_id: of.id, ce_version: String(of.version), ce_type: of.type, ce_recordedat: of.recordedAt },
});

const KNOWN = { ...NOTHING_KNOWN, registered: true, receivedBy: 'hotline' };

/** A world in which everything is right, with some of it changed. */
const world = (changes: Partial<Snapshot> = {}): Snapshot => ({
  databaseUrl: '',
  logs: new Map<LogName, LogRow[]>([['intake', [REGISTERED, ACKNOWLEDGED]], ['resolution', []], ['escalation', [INCURRED, SETTLED]], ['follow-up', []]]),
  keys: new Map<LogName, Set<string>>([['intake', new Set([`${WRITER}:k1`, `${WRITER}:k2`])]]),
  messages: ALL.map(message),
  handled: [{ consumer: CONSUMER, subject: COMPLAINT, versions: { 'intake/complaint': 2, 'escalation/obligations': 2 }, quarantined: false }],
  parked: [],
  known: [{ service: 'intake', complaint: COMPLAINT, known: KNOWN }],
  pages: new Map([[COMPLAINT, []]]),
  deadlines: new Set(),
  files: [{ complaint: COMPLAINT, file: { known: KNOWN, handOvers: 0, reopenings: 0, questions: 0 }, owed: [] }],
  timeline: ALL.map(({ source, stream, version, id }) => ({ complaint: COMPLAINT, source, stream_kind: stream.split('/')[1]!, version, event_id: id })),
  ...changes,
});

const logs = (intake: readonly LogRow[], escalation: readonly LogRow[] = [INCURRED, SETTLED]): Snapshot['logs'] =>
  new Map<LogName, readonly LogRow[]>([['intake', intake], ['resolution', []], ['escalation', escalation], ['follow-up', []]]);

function book(): Book {
  const made = new Book();
  const step = (records: readonly string[]): Step => ({ service: 'intake', path: '/x', body: {}, records, subject: COMPLAINT });
  for (const [key, type] of [['k1', 'ComplaintRegistered'], ['k2', 'ComplaintAcknowledged']] as const) {
    made.asked.add(key);
    made.accept(key, step([type]));
  }
  return made;
}

const all = (snapshot: Snapshot): readonly string[] => [
  ...acceptedExists(snapshot, book()), ...keysAreKept(snapshot, book()), ...publishedIsCommitted(snapshot), ...effectsHappenedOnce(snapshot),
  ...logsHaveNoGaps(snapshot), ...topicsAreInOrder(snapshot, book()), ...everythingIsHandled(snapshot, [CONSUMER]), ...onlyPoisonIsParked(snapshot, [CONSUMER]),
];
const ids = (snapshot: Snapshot): readonly string[] => [...new Set(all(snapshot).map((line) => line.split(' ')[0]!))];

const GARBAGE: TopicMessage = { topic: 'complaints', partition: PARTITION, offset: 9, key: COMPLAINT, value: 'x', headers: {} };
const PARKED = { id: '1', consumer: CONSUMER, subject: COMPLAINT, partition: PARTITION, offset: '9', reason: 'x', setAside: true };
const LETTER: TopicMessage = { topic: 'dead-letter', partition: 0, offset: 0, key: COMPLAINT, value: 'x', headers: { origin_partition: String(PARTITION), origin_offset: '9' } };

describe('the invariants', () => {
  it('hold where everything is right, also when an event is published twice', () => {
    expect(all(world())).toEqual([]);
    expect(all(world({ messages: [...ALL, REGISTERED].map(message) }))).toEqual([]);
    expect(all(world({ messages: [...ALL.map(message), GARBAGE, LETTER], parked: [PARKED] }))).toEqual([]);
  });

  it.each<[string, Partial<Snapshot>, readonly string[]]>([
    ['an accepted command left no event', { logs: logs([REGISTERED]) }, ['I1', 'I3']],
    ['an accepted command left its event twice', { logs: logs([REGISTERED, ACKNOWLEDGED, { ...ACKNOWLEDGED, id: 'again', version: 3, position: 3, recordedAt: '2026-01-01T00:00:00.000009Z' }]) }, ['I1', 'I4']],
    ['an event is there that nobody asked for', { logs: logs([{ ...REGISTERED, metadata: { ...REGISTERED.metadata, correlation: 'nobody' } }, ACKNOWLEDGED]) }, ['I1', 'I2']],
    ['an idempotency key is forgotten', { keys: new Map([['intake', new Set([`${WRITER}:k1`])]]) }, ['I2']],
    ['something is published that no log has', { messages: [...ALL.map(message), message({ ...ACKNOWLEDGED, id: 'ghost' }, 4)] }, ['I3']],
    ['something is published in other words', { messages: [message({ ...REGISTERED, data: {} }, 0), ...ALL.slice(1).map((of, nth) => message(of, nth + 1))] }, ['I3']],
    ['something committed is not published', { messages: ALL.slice(0, 3).map(message) }, ['I4']],
    ['an effect is missing', { timeline: world().timeline.slice(1) }, ['I5']],
    ['what is known is not what was said', { known: [{ service: 'intake', complaint: COMPLAINT, known: { ...KNOWN, waiting: true } }] }, ['I5']],
    ['a counter counted twice', { files: [{ complaint: COMPLAINT, file: { ...world().files[0]!.file, reopenings: 1 }, owed: [] }] }, ['I5']],
    ['something is still owed that was done', { files: [{ ...world().files[0]!, owed: ['o1'] }] }, ['I5']],
    ['what is over stands on the page as owed', { pages: new Map([[COMPLAINT, [{ id: 'o1', state: 'open' }]]]) }, ['I5']],
    ['a fact obliged us twice', { logs: logs([REGISTERED, ACKNOWLEDGED], [INCURRED, SETTLED, { ...INCURRED, id: 'again', version: 3, position: 3, recordedAt: '2026-01-01T00:00:00.000009Z' }]) }, ['I4', 'I5']],
    ['a deadline is armed for nothing', { deadlines: new Set(['o1']) }, ['I5']],
    ['a version is missing in a log', { logs: logs([REGISTERED, { ...ACKNOWLEDGED, version: 3 }]) }, ['I3', 'I6']],
    ['a position is missing in a log', { logs: logs([REGISTERED, { ...ACKNOWLEDGED, position: 3 }]) }, ['I6']],
    ['an effect stands before its cause', { messages: [INCURRED, REGISTERED, ACKNOWLEDGED, SETTLED].map(message) }, ['I6']],
    ['a stream is published out of order', { messages: [ACKNOWLEDGED, REGISTERED, INCURRED, SETTLED].map(message) }, ['I6']],
    ['a consumer has not handled the newest', { handled: [{ ...world().handled[0]!, versions: { 'intake/complaint': 1, 'escalation/obligations': 2 } }] }, ['I6']],
    ['a complaint stays in quarantine', { handled: [{ ...world().handled[0]!, quarantined: true }] }, ['I6', 'I17']],
    ['poison was not parked', { messages: [...ALL.map(message), GARBAGE, LETTER] }, ['I17']],
    ['poison was parked twice', { messages: [...ALL.map(message), GARBAGE, LETTER], parked: [PARKED, { ...PARKED, id: '2' }] }, ['I17']],
    ['something was parked that is no poison', { parked: [PARKED] }, ['I17']],
    ['the dead-letter topic was not told', { messages: [...ALL.map(message), GARBAGE], parked: [PARKED] }, ['I17']],
  ])('say so when %s', (_what, changes, violated) => {
    expect(ids(world(changes))).toEqual(expect.arrayContaining([...violated]));
  });
});

describe('a complaint that is closed (I7)', () => {
  const system = (source: LogName, version: number, type: string, time: number, data: object, causation: string): LogRow => {
    const one = row(source, version, type, time, data, 'k1', causation);
    return { ...one, metadata: { ...one.metadata, actor: { id: source, role: 'system', unit: null } } };
  };
  const OWED = row('escalation', 1, 'ObligationIncurred', 2, { obligations: [{ obligationId: 'o1', kind: 'call', blocksClosing: true }] }, 'k1', REGISTERED.id);
  const DONE = row('escalation', 2, 'ObligationSettled', 4, { obligationId: 'o1', kind: 'call', late: false }, 'k1', REGISTERED.id);
  const RESOLVED = { ...row('resolution', 1, 'ComplaintResolved', 3, { how: 'advice', cause: null }, 'k1'), id: 'resolved' };
  const DISCHARGED = system('escalation', 3, 'ObligationsDischarged', 5, { round: 1, seen: [] }, 'resolved');
  const CLOSED = system('follow-up', 1, 'ComplaintClosed', 6, { because: 'confirmed' }, DISCHARGED.id);
  const told = (...rows: readonly LogRow[]) => ({ logs: new Map<LogName, readonly LogRow[]>(Map.groupBy([REGISTERED, RESOLVED, ...rows], ({ source }) => source)) });

  it('was discharged when nothing was owed that blocks it', () => {
    expect([...closedByDischarge(told(OWED, DONE, DISCHARGED, CLOSED)), ...upheldOnce(told(OWED, DONE, DISCHARGED, CLOSED))]).toEqual([]);
  });

  it.each<[string, readonly LogRow[], string]>([
    ['it was never discharged', [OWED, DONE, CLOSED], 'not discharged'],
    ['a call was owed', [OWED, DISCHARGED, CLOSED], 'call was owed'],
    ['nothing was owed and nobody closed it', [OWED, DONE, DISCHARGED], 'is not closed'],
  ])('is a violation when %s', (_what, rows, said) => {
    expect(closedByDischarge(told(...rows))).toEqual([expect.stringContaining(said)]);
  });

  it('is closed once', () => {
    expect(upheldOnce(told(CLOSED, { ...CLOSED, version: 2 }))).toEqual([expect.stringContaining('ComplaintClosed because of')]);
  });
});
