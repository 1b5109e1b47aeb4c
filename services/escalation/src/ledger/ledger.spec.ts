import { AComplaint, at, DIRECTOR, LEAD, MANAGER, uuid } from '../testing/a-complaint.js';

const DAY = 24 * 60;
const data = (one: { data: unknown } | undefined) => one?.data as Record<string, unknown>;

describe('a registration', () => {
  it('owes what principles 1 and 4 say, each by its time', () => {
    const complaint = AComplaint.registered();
    expect(Object.fromEntries(complaint.page.owed.map(({ kind, dueAt }) => [kind, dueAt]))).toEqual({
      acknowledge: at(2), 'record-statement': at(15), 'first-answer': at(DAY), 'find-cause': at(2 * DAY), 'keep-informed': at(2 * DAY), resolve: at(7 * DAY),
    });
  });

  it('owes nothing twice when it is heard again', () => {
    const complaint = new AComplaint();
    const registration = complaint.event(0, 'ComplaintRegistered');
    expect(complaint.hears(registration, 0).hears(registration, 1).said()).toEqual(['Incurred']);
    expect(complaint.kinds()).toHaveLength(6);
  });

  it('says when each clock began, and by whom it is owed', () => {
    expect(data(AComplaint.registered().facts('acknowledge')[0])).toMatchObject({
      obligations: expect.arrayContaining([expect.objectContaining({ startedAt: at(0), allowance: 'on a call at once: 2 minutes', owedBy: { role: 'agent', unit: 'hotline', staff: null } })]),
    });
  });
});

describe('what is owed', () => {
  it('is settled by the fact that does it', () => {
    expect(AComplaint.registered().says(1, 'ComplaintAcknowledged').said('acknowledge')).toEqual(['Incurred', 'Settled']);
  });

  it('is not owed when this round has done it already', () => {
    const complaint = AComplaint.registered().says(1, 'SolutionProposed').says(2, 'CauseFound');
    expect(complaint.owed('propose')).toBeUndefined();
  });

  it('is owed once while it is open', () => {
    expect(AComplaint.registered().says(1, 'CauseFound').says(2, 'CauseUnknown').said('propose')).toEqual(['Incurred']);
  });

  it('repeats where it is periodic: word to the customer makes us owe the next word', () => {
    const complaint = AComplaint.registered().says(60, 'MessageSent', { kind: 'update' });
    expect(complaint.said('keep-informed')).toEqual(['Incurred', 'Settled', 'Incurred']);
    expect(complaint.owed('keep-informed')).toMatchObject({ dueAt: at(60 + 2 * DAY) });
  });

  it('is about one of several: a promise is kept by its own keeping', () => {
    const complaint = AComplaint.registered();
    for (const n of [1, 2]) complaint.says(n, 'TimePromised', { promiseId: uuid(50 + n), promisedFor: at(100 * n) });
    complaint.says(5, 'PromiseKept', { promiseId: uuid(52) });
    expect(complaint.page.owed.filter(({ kind }) => kind === 'keep-promise')).toMatchObject([{ about: uuid(51), dueAt: at(100) }]);
  });

  it('ends with the resolution where nothing is left of it', () => {
    const complaint = AComplaint.registered().says(1, 'MessageReceived').says(2, 'HandedOver').says(3, 'ComplaintResolved');
    for (const kind of ['next-answer', 'keep-informed', 'accept-hand-over']) expect(data(complaint.facts(kind).at(-1))).toMatchObject({ because: 'resolved' });
  });
});

describe('a miss', () => {
  it('is said once', () => {
    expect(AComplaint.registered().clock(3).clock(4).said('acknowledge')).toEqual(['Incurred', 'Missed']);
  });

  it('is warned of once when four fifths of the time are used', () => {
    const complaint = AComplaint.registered().clock(1.5);
    expect(complaint.said('acknowledge')).toEqual(['Incurred']);
    expect(complaint.clock(1.7).clock(1.8).said('acknowledge')).toEqual(['Incurred', 'Nearing']);
    expect(complaint.says(1.9, 'ComplaintAcknowledged').clock(3).said('acknowledge')).toEqual(['Incurred', 'Nearing', 'Settled']);
  });

  it('may still be made good, late', () => {
    const complaint = AComplaint.registered().clock(3).says(5, 'ComplaintAcknowledged');
    expect(data(complaint.facts('acknowledge').at(-1))).toMatchObject({ late: true });
  });

  it('cannot be made good by backdating: recordedAt decides, not occurredAt', () => {
    const complaint = AComplaint.registered().clock(3).says(30, 'ComplaintAcknowledged', {}, { occurredAt: at(1) });
    expect(data(complaint.facts('acknowledge').at(-1))).toMatchObject({ late: true });
  });

  it('is told to a superior, who has to see it', () => {
    const complaint = AComplaint.registered().clock(3);
    expect(data(complaint.facts().find(({ type }) => type === 'SuperiorInformed'))).toMatchObject({ level: 1, person: LEAD, top: false, reasons: [{ reason: 'missed' }] });
    expect(complaint.said('inform-superior')).toEqual(['Incurred', 'Settled']);
    expect(complaint.owed('acknowledge-escalation')).toMatchObject({ dueAt: at(33) });
  });

  it('climbs one level at a time and stops at the top', () => {
    const complaint = AComplaint.registered().clock(3).clock(33).clock(63).clock(93).clock(200);
    const told = complaint.facts().filter(({ type }) => type === 'SuperiorInformed').map((one) => [data(one)['level'], data(one)['person'], data(one)['top']]);
    expect(told).toEqual([[1, LEAD, false], [2, MANAGER, false], [3, DIRECTOR, true]]);
  });

  it('is told together with the others of the same moment, to one person', () => {
    const complaint = AComplaint.registered().clock(20);
    expect(data(complaint.facts().find(({ type }) => type === 'SuperiorInformed'))).toMatchObject({ level: 1, reasons: [{ reason: 'missed' }, { reason: 'missed' }] });
  });
});

describe('a miss that was none, because what settled it was recorded in time and came late', () => {
  it('is retracted, and whoever was told only because of it is told so', () => {
    const complaint = AComplaint.registered().says(1, 'StatementRecorded').clock(3);
    const late = complaint.event(1, 'ComplaintAcknowledged');
    complaint.hears(late, 4);
    expect(complaint.said('acknowledge')).toEqual(['Incurred', 'Missed', 'MissRetracted']);
    expect(complaint.said('acknowledge-escalation')).toEqual(['Incurred', 'Cancelled']);
    expect(data(complaint.facts().find(({ type }) => type === 'EscalationLifted'))).toMatchObject({ because: 'retracted' });
    expect(complaint.page.soFar.informed).toEqual([]);
  });

  it('takes back what was told higher up because nobody had seen it', () => {
    const complaint = AComplaint.registered().says(1, 'StatementRecorded').says(1, 'ReadBackConfirmed').clock(3).clock(34);
    expect(complaint.page.soFar.informed.map(({ level }) => level)).toEqual([1, 2]);
    complaint.hears(complaint.event(1, 'ComplaintAcknowledged'), 35);
    expect(complaint.page.soFar.informed).toEqual([]);
    expect(complaint.kinds()).not.toContain('acknowledge-escalation');
  });

  it('leaves a superior informed who was told of something else too', () => {
    const complaint = AComplaint.registered().clock(20);
    complaint.hears(complaint.event(1, 'ComplaintAcknowledged'), 21);
    expect(complaint.page.soFar.informed).toHaveLength(1);
    complaint.hears(complaint.event(1, 'StatementRecorded'), 22);
    expect(complaint.page.soFar.informed).toHaveLength(0);
  });
});

describe('grave complaints, refusals and reopenings', () => {
  it('are told to a superior at once', () => {
    const complaint = AComplaint.registered().says(1, 'ComplaintClassified', { grave: ['safety'] }).says(2, 'ContactTurnedHostile');
    const reasons = complaint.facts().filter(({ type }) => type === 'SuperiorInformed').map((one) => [data(one)['level'], data(one)['reasons']]);
    expect(reasons).toMatchObject([[1, [{ reason: 'grave' }]], [2, [{ reason: 'hostile' }]]]);
  });

  it('pass over a superior who owns the complaint', () => {
    const complaint = AComplaint.registered().says(1, 'ComplaintAssigned', { unit: 'hotline', staff: LEAD }).says(2, 'ContactTurnedHostile');
    expect(data(complaint.facts().find(({ type }) => type === 'SuperiorInformed'))).toMatchObject({ level: 2, person: MANAGER });
  });

  it('reach somebody though nobody owns the complaint and nobody received it', () => {
    const complaint = AComplaint.registered({ receivedBy: null }).says(2, 'ContactTurnedHostile');
    expect(data(complaint.facts().find(({ type }) => type === 'SuperiorInformed'))).toMatchObject({ person: DIRECTOR, top: true });
  });
});

describe('waiting for the customer', () => {
  const asked = (): AComplaint => AComplaint.registered().says(60, 'WaitingForCustomer');

  it('stops the clocks of cause, offer, remedy and resolution, and no others', () => {
    expect(asked().page.owed.filter(({ pausedAt }) => pausedAt === at(60)).map(({ kind }) => kind)).toEqual(['find-cause', 'resolve']);
  });

  it('adds the time waited when the customer answers', () => {
    expect(asked().says(160, 'CustomerAnswered').owed('resolve')).toMatchObject({ dueAt: at(7 * DAY + 100), pauses: [[at(60), at(160)]] });
  });

  it('stops what becomes owed meanwhile at once', () => {
    expect(asked().says(100, 'CauseFound').owed('propose')).toMatchObject({ pausedAt: at(100) });
  });

  it('misses nothing that stands still', () => {
    expect(asked().clock(10 * DAY).said('resolve')).toEqual(['Incurred', 'Paused']);
  });

  it('goes on with what a resolution leaves open', () => {
    const complaint = asked().says(100, 'CauseFound').says(160, 'ComplaintResolved');
    expect([complaint.said('resolve').at(-1), complaint.owed('propose')]).toMatchObject(['Settled', { dueAt: at(DAY + 100) }]);
    expect(complaint.owed('propose')).not.toHaveProperty('pausedAt');
  });
});

describe('another severity or standing', () => {
  it('gives another time from the original start', () => {
    const complaint = AComplaint.registered().says(60, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(2 * DAY), startedAt: at(0), allowance: 'a major complaint first: 2 business days' });
    expect(complaint.says(90, 'ComplaintClassified', { severity: 'minor', grave: [] }).owed('resolve')).toMatchObject({ dueAt: at(7 * DAY) });
  });

  it('is never due before the fact that moved it', () => {
    const complaint = AComplaint.registered().says(3 * DAY, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(3 * DAY) });
  });

  it('keeps the time that was waited', () => {
    const complaint = AComplaint.registered().says(60, 'WaitingForCustomer').says(160, 'CustomerAnswered').says(170, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.owed('resolve')).toMatchObject({ dueAt: at(2 * DAY + 100) });
  });

  it('undoes no miss', () => {
    const complaint = AComplaint.registered().says(1, 'ComplaintClassified', { severity: 'major', grave: [] }).clock(2 * DAY + 1).says(3 * DAY, 'ComplaintClassified', { severity: 'minor', grave: [] });
    expect(complaint.owed('resolve')).toMatchObject({ state: 'missed', dueAt: at(2 * DAY) });
  });

  it('answers a key account sooner', () => {
    const standing = { tier: 'key-account', stage: 'stable', zone: 'UTC', language: 'en', convenientHours: [] };
    expect(AComplaint.registered().says(10, 'CustomerStandingChanged', { standing }).owed('first-answer')).toMatchObject({ dueAt: at(240) });
  });

  it('moves a promise only when the promise is revised', () => {
    const complaint = AComplaint.registered().says(1, 'TimePromised', { promiseId: uuid(51), promisedFor: at(100) }).says(2, 'ComplaintClassified', { severity: 'major', grave: [] });
    expect(complaint.owed('keep-promise')).toMatchObject({ dueAt: at(100) });
    expect(complaint.says(50, 'PromiseRevised', { promiseId: uuid(51), promisedFor: at(300) }).owed('keep-promise')).toMatchObject({ dueAt: at(300) });
  });
});

describe('rounds in the ledger', () => {
  const reopened = (): AComplaint => AComplaint.registered().says(100, 'ComplaintReopened', { endsRound: 1 });

  it('cancel what was open and owe anew', () => {
    const complaint = reopened();
    expect(complaint.said('acknowledge')).toEqual(['Incurred', 'Cancelled', 'Incurred']);
    expect(complaint.owed('acknowledge')).toMatchObject({ round: 2, dueAt: at(102) });
  });

  it('are not settled by a fact of the round before', () => {
    expect(reopened().says(101, 'ComplaintAcknowledged', {}, { round: 1 }).owed('acknowledge')).toMatchObject({ state: 'open' });
  });

  it('are settled by a fact of their own', () => {
    expect(reopened().says(101, 'ComplaintAcknowledged').owed('acknowledge')).toBeUndefined();
  });

  it('leave standing what the house owes to itself', () => {
    const complaint = AComplaint.registered().says(1, 'ComplaintClassified', { severity: 'major', grave: ['legal'] }).says(2, 'ComplaintResolved').says(3, 'ComplaintReopened', { endsRound: 1 });
    expect(complaint.page.owed.filter(({ round }) => round === 1).map(({ kind }) => kind)).toEqual(['acknowledge-escalation', 'review-cause']);
    expect(complaint.says(4, 'ImprovementDecided').said('review-cause')).toEqual(['Incurred', 'Settled']);
  });
});

describe('a withdrawal', () => {
  it('cancels all that is open, lets go of superiors, and nothing is owed after it', () => {
    const complaint = AComplaint.registered().says(1, 'ContactTurnedHostile').says(2, 'ComplaintWithdrawn').says(3, 'StatementRecorded');
    expect([complaint.page.owed, complaint.page.soFar.informed]).toEqual([[], []]);
    expect(complaint.said().filter((type) => type === 'Missed')).toEqual([]);
  });
});

describe('a linked complaint', () => {
  it('is not fired at while it is linked, and goes on where it was', () => {
    const complaint = AComplaint.registered().says(1, 'ComplaintLinked', { linkedTo: uuid(77) }).clock(3);
    expect(complaint.said('acknowledge')).toEqual(['Incurred']);
    expect(complaint.says(5, 'ComplaintUnlinked', { linkedTo: uuid(77) }).clock(6).said('acknowledge')).toEqual(['Incurred', 'Missed']);
  });
});

/** Everything done that is owed up to the resolution. */
const putRight = (): AComplaint =>
  AComplaint.registered().says(1, 'ComplaintAcknowledged').says(2, 'StatementRecorded').says(3, 'ReadBackConfirmed').says(4, 'CauseFound').says(5, 'SolutionProposed').says(6, 'SolutionAccepted')
    .says(7, 'RemedyCarriedOut').says(8, 'ComplaintResolved', { how: 'advice' });

describe('after the resolution', () => {
  it('a call is owed two hours after advice, and the customer\'s yes', () => {
    expect(putRight().kinds()).toEqual(['call', 'confirm']);
    expect(putRight().owed('call')).toMatchObject({ dueAt: at(128) });
  });

  it('calls that reach nobody are repeated, and then we write', () => {
    const complaint = putRight();
    for (const n of [1, 2, 3]) complaint.says(10 * n, 'CustomerNotReached', { attempt: n });
    expect(complaint.kinds()).toEqual(['confirm', 'write-follow-up']);
  });

  it('silence for seven days after we wrote counts as yes', () => {
    const complaint = putRight().says(100, 'CustomerReached').says(200, 'MessageSent', { kind: 'summary' });
    expect(complaint.owed('confirm')).toMatchObject({ dueAt: at(200 + 7 * DAY), lapses: true });
    expect(complaint.clock(200 + 7 * DAY).said('confirm').at(-1)).toBe('Lapsed');
  });

  it('silence counts as yes although the yes had been missed when we wrote', () => {
    const complaint = putRight().clock(8 * DAY).says(8 * DAY + 1, 'MessageSent', { kind: 'summary' });
    expect(complaint.clock(16 * DAY).said('confirm')).toEqual(['Incurred', 'Missed', 'Revised', 'Lapsed']);
  });

  it('silence never counts as yes once the customer said no', () => {
    const complaint = putRight().says(200, 'MessageSent', { kind: 'summary' }).says(300, 'CustomerDissatisfied');
    expect(complaint.clock(9 * DAY).said('confirm').at(-1)).toBe('Missed');
  });
});

describe('a discharge', () => {
  const confirmed = (): AComplaint => putRight().says(10, 'CustomerReached').says(11, 'SatisfactionConfirmed');

  it('says that nothing is owed which blocks closing, by the versions seen', () => {
    expect(putRight().said()).not.toContain('ObligationsDischarged'.replace(/^Obligation/, ''));
    expect(data(confirmed().facts().at(-1))).toEqual({ round: 1, seen: [{ source: 'intake', version: 5 }, { source: 'resolution', version: 4 }, { source: 'follow-up', version: 2 }] });
  });

  it('is said again when facts have moved on, and not when it stands as it was', () => {
    const complaint = confirmed();
    expect(complaint.clock(12).said().filter((type) => type === 'sDischarged')).toHaveLength(1);
    expect(complaint.says(13, 'NoteAdded').said().filter((type) => type === 'sDischarged')).toHaveLength(2);
  });

  it('waits for what was missed and is not done', () => {
    const complaint = AComplaint.registered().clock(3).says(8, 'ComplaintResolved');
    expect(complaint.said()).not.toContain('sDischarged');
  });

  it('is over with the closing; what becomes owed later never blocks', () => {
    const complaint = confirmed().says(12, 'ComplaintClosed').says(13, 'MessageReceived');
    expect([complaint.kinds(), complaint.facts().filter(({ type }) => type === 'ObligationsDischarged').length]).toEqual([['next-answer'], 1]);
  });
});

describe('history in the ledger', () => {
  const past = (...records: string[]): AComplaint => AComplaint.registered({ history: { source: 's', externalId: '1', records } }, 'history');

  it('owes nothing that its source cannot show', () => {
    expect(past().said()).toEqual([]);
  });

  it('is judged by when things happened', () => {
    const complaint = past('acknowledge').says(1, 'ComplaintAcknowledged', {}, { recordedAt: at(500) });
    expect(complaint.facts('acknowledge').map(data)).toMatchObject([{}, { late: false }]);
    expect(data(past('acknowledge').says(5, 'ComplaintAcknowledged').facts('acknowledge').at(-1))).toMatchObject({ late: true });
  });

  it('is neither armed nor told to anybody, and closes by its file', () => {
    const complaint = past('acknowledge', 'resolve', 'inform-superior').says(1, 'ContactTurnedHostile').clock(10 * DAY).says(11 * DAY, 'ComplaintResolved').says(12 * DAY, 'ComplaintClosed');
    expect(complaint.said().filter((type) => !['Incurred', 'Settled', 'Cancelled'].includes(type))).toEqual([]);
    expect(complaint.page.owed).toEqual([]);
  });
});
