import { CATALOGUE, definitionOf, statusOf, type RecordedEvent } from '@amends/contracts';
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
    say(7.5, 'TimePromised', { promiseId: idOf(1, 6), promisedFor: history.at(9) }, 2),
    say(8, 'SolutionProposed', { offerId: idOf(1, 7), options: [], expiresAt: null }, 2),
    say(8.1, 'SolutionAccepted', { offerId: idOf(1, 7), optionId: idOf(2, 7), remedy: 'refund', cost: null }, 2),
    say(8.2, 'SuperiorInformed', { escalationId: idOf(1, 8), level: 1, person: idOf(2, 8), rota: null, reasons: [{ reason: 'grave', causedBy: idOf(1) }], obligations: [] }, 2),
    say(8.3, 'EscalationAcknowledged', { escalationId: idOf(1, 8) }, 2),
    say(8.4, 'PromiseKept', { promiseId: idOf(1, 6), keptAt: history.at(8.4) }, 2),
    history.resolved(1, 9, 2),
    say(9.5, 'SatisfactionConfirmed', { how: 'explicit', score: 5, contactId: null }, 2),
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

  it('changes with every event of a complaint that the contracts define, but for those that only change what is known', () => {
    const untold = new Set(['ComplaintAssigned', 'ComplaintLinked', 'ComplaintUnlinked', 'CustomerStandingChanged']);
    const before = withSamples();
    const unchanged = CATALOGUE.filter(({ stream, type }) => stream === 'complaint' && !untold.has(type)).filter(({ type, sample }) => {
      const after = fileAfter(type === 'ComplaintRegistered' ? EMPTY_FILE : before, new History().event(subject, 1, { type, data: sample as object }));
      return JSON.stringify({ ...after, known: null, recordedAt: null, occurredAt: null }) === JSON.stringify({ ...before, known: null, recordedAt: null, occurredAt: null });
    });
    expect(unchanged.map(({ type }) => type)).toEqual([]);
  });

  it('remembers what was offered, what the customer said to it, and what they proposed instead', () => {
    const history = new History();
    const say = (type: string, data: object): RecordedEvent => history.event(subject, 1, { type, data });
    const option = { optionId: idOf(2, 3), remedy: 'gift', cost: null };
    const file = fold([
      history.registered(1),
      say('SolutionProposed', { offerId: idOf(1, 3), options: [option], expiresAt: null }),
      say('SolutionRefused', { offerId: idOf(1, 3) }),
      say('CounterProposalHeard', { counterProposalId: idOf(3, 3), offerId: idOf(1, 3), remedy: 'replacement', cost: null }),
      say('CounterProposalAccepted', { counterProposalId: idOf(3, 3), remedy: 'replacement', cost: null }),
      say('RemedyCarriedOut', { remedyOf: idOf(3, 3), remedy: 'replacement', cost: null }),
    ]);
    expect(file).toMatchObject({
      offers: [{ offerId: idOf(1, 3), state: 'refused', options: [option] }], counterProposals: [{ remedy: 'replacement', state: 'accepted' }],
      remedies: [{ remedyOf: idOf(3, 3) }],
    });
  });

  it('adds reasons that join an escalation to it, and shows it once', () => {
    const history = new History();
    const informed = (hours: number, reason: string, more: object = {}): RecordedEvent =>
      history.event(subject, hours, { source: 'escalation', type: 'SuperiorInformed', data: { escalationId: idOf(1, 8), level: 3, person: idOf(2, 8), rota: null, reasons: [{ reason, causedBy: idOf(hours, 9) }], obligations: [], ...more } });
    const file = fold([history.registered(1), informed(1, 'hostile'), informed(2, 'grave', { joins: true })]);
    expect(file.escalations).toMatchObject([{ escalationId: idOf(1, 8), reasons: ['hostile', 'grave'], state: 'informed', at: '2026-01-01T01:00:00.000000Z' }]);
  });

  it('knows which messages of the customer nobody has answered', () => {
    const history = new History();
    const received = (hours: number, number: number): RecordedEvent => history.event(subject, hours, { source: 'intake', type: 'MessageReceived', data: { messageId: idOf(number, 3) } });
    const file = fold([
      history.registered(1), received(1, 1), received(2, 2),
      history.event(subject, 3, { source: 'intake', type: 'MessageSent', data: { messageId: idOf(3, 3), inReplyTo: idOf(1, 3) } }),
    ]);
    expect(file.messages).toEqual({ received: 2, sent: 1, lastReceivedAt: '2026-01-01T02:00:00.000000Z', lastSentAt: '2026-01-01T03:00:00.000000Z', unanswered: [idOf(2, 3)] });
  });
});

/** A file in which everything that the contracts' samples refer to is there to be changed. */
function withSamples(): ComplaintFile {
  const opening = ['ComplaintRegistered', 'TimePromised', 'MessageReceived', 'HandedOver', 'SolutionProposed', 'CounterProposalHeard', 'ApprovalRequested', 'ImprovementDecided', 'CallScheduled', 'SuperiorInformed', 'WaitingForCustomer', 'CustomerReturned'];
  const history = new History();
  const other: Readonly<Record<string, object>> = { CallScheduled: { attempt: 2 }, CustomerReturned: { activityId: 'another' } };
  const sample = (type: string): object => ({ ...(definitionOf(type)!.sample as object), ...other[type] });
  return fold(opening.map((type) => history.event(subject, 0.5, { type, data: sample(type) })));
}
