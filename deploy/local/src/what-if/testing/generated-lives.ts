import { CATALOGUE, type RecordedEvent } from '@amends/contracts';

const DEFINITIONS = new Map(CATALOGUE.map((definition) => [definition.type, definition]));
const START = Date.UTC(2026, 0, 5, 8);
const MINUTE = 60_000;
/** A complaint comes in every so many minutes. */
const EVERY = 5;

/** The facts of one complaint: minutes after it came in, what happened, and what is to be known of it. */
type Story = readonly (readonly [minutes: number, type: string, data?: object])[];

/**
 * Complaints of thirteen facts each, every fifth one later than its clocks allow; the same number is the same complaint every time.
 * Imported ones are of the source `log` and record two kinds.
 */
export function* generatedLives(from: number, to: number, origin: 'live' | 'history' = 'live'): Generator<readonly RecordedEvent[]> {
  for (let number = from; number < to; number++) yield lifeOf(number, origin);
}

/** An id that a number makes. */
export const idOf = (number: number, kind = 0): string => `0192a3b4-${kind.toString(16).padStart(4, '0')}-7000-8000-${number.toString(16).padStart(12, '0')}`;

function lifeOf(number: number, origin: 'live' | 'history'): readonly RecordedEvent[] {
  const start = START + number * EVERY * MINUTE;
  const versions = new Map<string, number>();
  return story(number, start, origin).map(([minutes, type, data], index) => {
    const { source, stream, sample, version: schemaVersion } = DEFINITIONS.get(type)!;
    const version = (versions.get(source) ?? 0) + 1;
    versions.set(source, version);
    const at = new Date(start + minutes * MINUTE).toISOString();
    return {
      id: idOf(number, index + 1), type, data: { ...(sample as object), ...data }, round: 1, origin, occurredAt: at, recordedAt: at, source, streamKind: stream, subject: idOf(number), version, schemaVersion,
      actor: { id: idOf(1, 100), role: 'agent', unit: 'hotline' }, causation: null, correlation: idOf(number), traceparent: null,
    };
  });
}

function story(number: number, start: number, origin: 'live' | 'history'): Story {
  // Slow ones take up to eight times as long, and wait for the customer a while; some are major.
  const slow = number % 5 === 0 ? 2 + (number % 7) : 1;
  const hour = 60 * slow;
  const severity = number % 3 === 0 ? 'major' : 'minor';
  const receivedAt = new Date(start).toISOString();
  const history = origin === 'history' ? { history: { source: 'log', externalId: String(number), records: ['acknowledge', 'resolve'] } } : {};
  return [
    [0, 'ComplaintRegistered', { customerId: null, standing: null, receivedAt, ...history }],
    [slow, 'ComplaintAcknowledged'],
    [2 * slow, 'StatementRecorded'],
    [3 * slow, 'ComplaintClassified', { severity, grave: [] }],
    [4 * slow, 'ReadBackConfirmed'],
    [5 * slow, 'CauseFound'],
    [10 * slow, 'ComplaintAssigned', { unit: 'hotline', staff: idOf(1, 100) }],
    [2 * hour, 'MessageSent', { kind: 'answer', automatic: false }],
    ...(slow > 1 ? ([[3 * hour, 'WaitingForCustomer'], [20 * hour, 'CustomerAnswered']] as const) : ([[3 * hour, 'NoteAdded'], [4 * hour, 'ReviewOpened']] as const)),
    [22 * hour, 'SolutionProposed'],
    [30 * hour, 'ComplaintResolved', { how: 'refund' }],
    [40 * hour, 'SatisfactionConfirmed'],
  ];
}
