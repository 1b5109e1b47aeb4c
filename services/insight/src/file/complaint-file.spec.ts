import { statusOf, type RecordedEvent } from '@amends/contracts';
import fc from 'fast-check';
import { History, idOf } from '../testing/history.js';
import { EMPTY_FILE, fileAfter, type ComplaintFile } from './complaint-file.js';

const fold = (events: readonly RecordedEvent[]): ComplaintFile => events.reduce(fileAfter, EMPTY_FILE);
const subject = idOf(1);

/** A complaint that was handed over, waited, resolved, reopened and resolved again. */
function story(): RecordedEvent[] {
  const history = new History();
  const say = (hours: number, type: string, data: object, round = 1): RecordedEvent => history.event(subject, hours, { type, data, round });
  return [
    history.registered(1),
    say(0.1, 'ComplaintAcknowledged', { how: 'spoken', deadlinesStated: [] }),
    say(0.2, 'ComplaintClassified', { category: ['delivery'], severity: 'minor', grave: [], priority: 3 }),
    say(1, 'ComplaintAssigned', { unit: 'repairs', staff: null, because: 'assigned' }),
    say(2, 'HandOverAccepted', { handOverId: idOf(1, 2) }),
    say(3, 'WaitingForCustomer', { questionId: idOf(1, 3) }),
    say(5, 'CustomerAnswered', { questionId: idOf(1, 3) }),
    history.resolved(1, 6),
    say(7, 'ComplaintReopened', { endsRound: 1, because: 'customer-dissatisfied' }),
    history.resolved(1, 9, 2),
    say(10, 'ComplaintClosed', { because: 'closed-by-command' }, 2),
  ];
}

describe('the file of a complaint', () => {
  it('tells the whole story', () => {
    const file = fold(story());
    expect(statusOf(file.known)).toBe('closed');
    expect(file).toMatchObject({
      source: 'live', category: ['delivery'], priority: 3, handOvers: 1, questions: 1, reopenings: 1, waitingSince: null,
      receivedAt: '2026-01-01T00:00:00.000000Z', acknowledgedAt: '2026-01-01T00:06:00.000000Z',
      waits: [['2026-01-01T03:00:00.000000Z', '2026-01-01T05:00:00.000000Z']],
      resolved: { round: 2, at: '2026-01-01T09:00:00.000000Z' }, closed: { round: 2, at: '2026-01-01T10:00:00.000000Z' },
    });
  });

  it('ends the same however the services interleave', () => {
    const expected = fold(story());
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 40, maxLength: 40 }), (choices) => {
        const streams = [...Map.groupBy(story(), ({ source }) => source).values()].map((events) => [...events]);
        const mixed: RecordedEvent[] = [];
        for (const choice of choices) {
          const left = streams.filter((stream) => stream.length > 0);
          if (left.length > 0) mixed.push(left[choice % left.length]!.shift()!);
        }
        for (const rest of streams) mixed.push(...rest);
        expect(fold(mixed)).toEqual(expected);
      }),
    );
  });

  it('is open again after a reopening, whatever is said late about the round that ended', () => {
    const history = new History();
    const reopened = [history.registered(1), history.resolved(1, 1), history.event(subject, 2, { type: 'ComplaintReopened', data: { endsRound: 1, because: 'imported' } })];
    expect(statusOf(fold([...reopened, history.resolved(1, 3, 1)]).known)).toBe('open');
  });

  it('keeps the first question when a second is sent before the answer', () => {
    const history = new History();
    const ask = (hours: number): RecordedEvent => history.event(subject, hours, { type: 'WaitingForCustomer', data: { questionId: idOf(hours, 3) } });
    const file = fold([history.registered(1), ask(1), ask(2)]);
    expect(file).toMatchObject({ questions: 2, waitingSince: '2026-01-01T01:00:00.000000Z', waits: [] });
  });

  it('shows what is owed until it is done', () => {
    const history = new History();
    const owed = { obligationId: idOf(1, 5), kind: 'acknowledge' };
    const incurred = { ...owed, principle: 1, owedBy: { role: 'agent', unit: null, staff: null }, causedBy: idOf(1, 9), dueAt: history.at(1), blocksClosing: true, packVersion: 'default@1', allowance: '1 hour' };
    const say = (type: string, data: object): RecordedEvent => history.event(subject, 0, { type, data });
    const missed = fold([history.registered(1), say('ObligationIncurred', incurred), say('ObligationMissed', { ...owed, dueAt: history.at(1) })]);
    expect(missed.duties).toMatchObject([{ kind: 'acknowledge', state: 'missed', dueAt: history.at(1) }]);
    expect(fileAfter(missed, say('ObligationSettled', { ...owed, settledBy: idOf(1, 9), late: true })).duties).toEqual([]);
  });
});
