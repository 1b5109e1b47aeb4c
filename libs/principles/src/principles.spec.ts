import { definitionOf, learn, NOTHING_KNOWN, type ObligationKind } from '@amends/contracts';
import { hear, owedFor, PRINCIPLES, settledBy, settles, soFarOf, type AnyPrinciple, type ComplaintSoFar, type FactType, type Heard } from './index.js';

const id = (n: number): string => `0192a3b4-0000-7000-8000-${String(n).padStart(12, '0')}`;
const OTHER = id(999);
let serial = 0;

/** A fact with its sample's data, some of it changed. */
function fact(type: FactType, data: object = {}, round = 1): Heard {
  serial += 1;
  return { id: id(serial), type, data: { ...(definitionOf(type)!.sample as object), ...data }, round, origin: 'live' } as unknown as Heard;
}

const hears = (soFar: ComplaintSoFar, event: Heard): ComplaintSoFar => hear(soFar, event, learn(soFar.known, event), settledBy(event, soFar));
const after = (...facts: readonly Heard[]): ComplaintSoFar => facts.reduce(hears, soFarOf(NOTHING_KNOWN));

/** What the last of these facts makes us owe. */
function owes(...facts: readonly Heard[]) {
  const before = after(...facts.slice(0, -1));
  const last = facts.at(-1)!;
  return owedFor(last, hears(before, last), before);
}
const kinds = (...facts: readonly Heard[]): readonly ObligationKind[] => owes(...facts).map(({ kind }) => kind);

const registered = fact('ComplaintRegistered');
const major = fact('ComplaintClassified', { severity: 'major', grave: [] });
const minor = fact('ComplaintClassified', { severity: 'minor', grave: [] });
const grave = fact('ComplaintClassified', { severity: 'major', grave: ['safety'] });
const refused = (): Heard => fact('SolutionRefused');
const unreached = (): Heard => fact('CustomerNotReached');
const resolved = fact('ComplaintResolved', { how: 'refund', sameCauseBefore: 0 });
const atTheTop = fact('SuperiorInformed', { top: true });

describe('a fact makes us owe', () => {
  it.each<[string, readonly Heard[], readonly ObligationKind[]]>([
    ['by a registration: to acknowledge, answer, find the cause, put right, keep informed, and write down', [registered], ['acknowledge', 'first-answer', 'find-cause', 'resolve', 'keep-informed', 'record-statement']],
    ['by a reopening: all but the statement anew, and a superior', [registered, fact('ComplaintReopened')], ['acknowledge', 'first-answer', 'find-cause', 'resolve', 'keep-informed', 'inform-superior']],
    ['by a message: an answer', [registered, fact('MessageReceived', { messageId: id(1001) })], ['next-answer']],
    ['by a second message before the first is answered: nothing more', [registered, fact('MessageReceived', { messageId: id(1001) }), fact('MessageReceived', { messageId: id(1002) })], []],
    ['by a message after an answer: an answer again', [fact('MessageReceived', { messageId: id(1001) }), fact('MessageSent', { kind: 'answer' }), fact('MessageReceived', { messageId: id(1002) })], ['next-answer']],
    ['by word that somebody sent: the next word', [registered, fact('MessageSent', { kind: 'update', automatic: false })], ['keep-informed']],
    ['by what a machine sent: nothing', [registered, fact('MessageSent', { automatic: true })], []],
    ['by a message after the resolution: no more word', [registered, resolved, fact('MessageSent')], []],
    ['by an offer: word of how it goes on', [registered, fact('SolutionProposed')], ['keep-informed']],
    ['by a hand-over: an answer of the other unit', [fact('HandedOver')], ['accept-hand-over']],
    ['by a grave classification: a superior', [registered, grave], ['inform-superior']],
    ['by a classification that says no more: nothing', [registered, grave, grave], []],
    ['by a classification that is not grave: nothing', [registered, major], []],
    ['by a miss: a superior', [registered, fact('ObligationMissed')], ['inform-superior']],
    ['by a miss when the topmost knows: nobody', [registered, atTheTop, fact('ObligationMissed')], []],
    ['by a hostile contact: a superior', [fact('ContactTurnedHostile')], ['inform-superior']],
    ['by informing a superior: that they see it', [fact('SuperiorInformed')], ['acknowledge-escalation']],
    ['by asking for approval: a decision', [fact('ApprovalRequested')], ['decide-approval']],
    ['by resolving a minor complaint: a call and a yes', [registered, minor, resolved], ['call', 'confirm']],
    ['by resolving a major complaint: a review too', [registered, major, resolved], ['review-cause', 'call', 'confirm']],
    ['by resolving what was resolved before: a review too', [registered, minor, fact('ComplaintResolved', { sameCauseBefore: 1 })], ['review-cause', 'call', 'confirm']],
    ['by an improvement: a look at whether it helps', [fact('ImprovementCompleted')], ['verify-improvement']],
    ['by a statement: its read-back', [fact('StatementRecorded')], ['read-back']],
    ['by a correction: another read-back', [fact('StatementRecorded'), fact('ReadBackCorrected')], ['read-back']],
    ['by a cause: an offer', [fact('CauseFound')], ['propose']],
    ['by a cause that stays unknown: an offer', [fact('CauseUnknown')], ['propose']],
    ['by a cause that nobody need find: an offer all the same', [fact('ObligationWaived', { kind: 'find-cause' })], ['propose']],
    ['by a statement that nobody need write down: its read-back all the same', [fact('ObligationWaived', { kind: 'record-statement' })], ['read-back']],
    ['by any other waiver: nothing', [fact('ObligationWaived', { kind: 'acknowledge' })], []],
    ['by declining their proposal: a better offer', [fact('CounterProposalDeclined')], ['propose']],
    ['by a refusal: to ask for theirs', [refused()], ['ask-counter-proposal']],
    ['by a second refusal: a superior too', [refused(), refused()], ['inform-superior', 'ask-counter-proposal']],
    ['by a third refusal: to ask for theirs', [refused(), refused(), refused()], ['ask-counter-proposal']],
    ['by the first refusal of another round: to ask for theirs', [refused(), fact('ComplaintReopened'), fact('SolutionRefused', {}, 2)], ['ask-counter-proposal']],
    ['by their proposal: an answer to it', [fact('CounterProposalHeard')], ['answer-counter-proposal']],
    ['by their yes: to do it', [fact('SolutionAccepted')], ['carry-out']],
    ['by our yes to theirs: to do it', [fact('CounterProposalAccepted')], ['carry-out']],
    ['by a promise: to keep it', [fact('TimePromised')], ['keep-promise']],
    ['by a call that reached nobody: another', [resolved, unreached()], ['call-again']],
    ['by the third call that reached nobody: a letter', [resolved, unreached(), unreached(), unreached()], ['write-follow-up']],
    ['by a yes after a certain repair: nothing', [fact('ComplaintResolved', { how: 'certain-repair' }), fact('SatisfactionConfirmed')], []],
    ['by a yes after an uncertain repair: a late check', [fact('ComplaintResolved', { how: 'uncertain-repair' }), fact('SatisfactionConfirmed')], ['late-check']],
    ['by silence that counts as yes: a late check', [resolved, fact('SatisfactionConfirmed', { how: 'tacit' })], ['late-check']],
    ['by a note: nothing', [fact('NoteAdded')], []],
  ])('%s', (_sentence, facts, expected) => {
    expect(kinds(...facts)).toEqual(expected);
  });

  it('with the time that was promised, for whom it was offered to, and why a superior has to know', () => {
    expect(owes(fact('TimePromised', { promiseId: id(7), promisedFor: '2026-11-04T16:00:00.000Z' }))).toEqual([{ kind: 'keep-promise', about: id(7), promisedFor: '2026-11-04T16:00:00.000Z' }]);
    expect(owes(fact('HandedOver', { toUnit: 'logistics', toStaff: null }))).toMatchObject([{ by: { unit: 'logistics', staff: null } }]);
    expect(owes(fact('SuperiorInformed', { person: id(8) }))).toMatchObject([{ by: { staff: id(8) } }]);
    expect(owes(fact('SuperiorInformed', { joins: true }))).toEqual([]);
    expect([grave, fact('ObligationMissed'), fact('ContactTurnedHostile')].map((cause) => owes(cause)[0]!.reason)).toEqual(['grave', 'missed', 'hostile']);
  });
});

/** Settles it whatever it is about; the rows after say what it must be about. */
const SETTLED: readonly [ObligationKind, FactType, object][] = [
  ['acknowledge', 'ComplaintAcknowledged', {}],
  ['first-answer', 'MessageSent', { kind: 'answer' }], ['first-answer', 'MessageSent', { kind: 'final' }], ['first-answer', 'SolutionProposed', {}], ['first-answer', 'ComplaintResolved', {}],
  ['find-cause', 'CauseFound', {}], ['find-cause', 'CauseUnknown', {}], ['resolve', 'ComplaintResolved', {}],
  ['next-answer', 'MessageSent', { kind: 'answer' }], ['keep-informed', 'MessageSent', { kind: 'update' }], ['keep-informed', 'SolutionProposed', {}],
  ['acknowledge-escalation', 'ComplaintTakenOver', { escalationId: null }],
  ['review-cause', 'ImprovementDecided', {}], ['record-statement', 'StatementRecorded', {}], ['propose', 'SolutionProposed', {}],
  ['ask-counter-proposal', 'CounterProposalHeard', { offerId: null }],
  ['call', 'CustomerReached', {}], ['call', 'CustomerNotReached', {}], ['call', 'SatisfactionConfirmed', {}],
  ['call-again', 'CustomerReached', {}], ['call-again', 'CustomerNotReached', {}], ['call-again', 'SatisfactionConfirmed', {}],
  ['write-follow-up', 'MessageSent', { kind: 'summary' }], ['write-follow-up', 'SatisfactionConfirmed', {}],
  ['confirm', 'SatisfactionConfirmed', {}], ['confirm', 'ComplaintReopened', {}],
  ['late-check', 'CustomerReached', {}], ['late-check', 'SatisfactionAudited', {}], ['late-check', 'ComplaintReopened', {}],
];

const ABOUT: readonly [ObligationKind, FactType, string, object?][] = [
  ['accept-hand-over', 'HandOverAccepted', 'handOverId'], ['accept-hand-over', 'HandOverDeclined', 'handOverId'],
  ['acknowledge-escalation', 'EscalationAcknowledged', 'escalationId'], ['acknowledge-escalation', 'ComplaintTakenOver', 'escalationId'],
  ['acknowledge-escalation', 'EscalationLifted', 'escalationId', { because: 'stepped-down' }],
  ['decide-approval', 'RemedyApproved', 'approvalId'], ['decide-approval', 'RemedyDenied', 'approvalId'],
  ['verify-improvement', 'ImprovementVerified', 'improvementId'], ['verify-improvement', 'ImprovementFailed', 'improvementId'],
  ['read-back', 'ReadBackConfirmed', 'statementId'], ['read-back', 'ReadBackCorrected', 'statementId'],
  ['ask-counter-proposal', 'CounterProposalHeard', 'offerId'],
  ['answer-counter-proposal', 'CounterProposalAccepted', 'counterProposalId'], ['answer-counter-proposal', 'CounterProposalDeclined', 'counterProposalId'],
  ['carry-out', 'RemedyCarriedOut', 'remedyOf'], ['carry-out', 'SolutionRefused', 'offerId'], ['carry-out', 'RemedyDenied', 'remedyOf'], ['keep-promise', 'PromiseKept', 'promiseId'],
];

const NOT: readonly [ObligationKind, FactType, object][] = [
  ['first-answer', 'MessageSent', { kind: 'update' }], ['first-answer', 'MessageSent', { kind: 'answer', automatic: true }],
  ['next-answer', 'MessageSent', { kind: 'holding' }], ['keep-informed', 'MessageSent', { automatic: true }],
  ['write-follow-up', 'MessageSent', { kind: 'update' }], ['resolve', 'SolutionProposed', {}], ['confirm', 'CustomerReached', {}],
  ['acknowledge-escalation', 'EscalationLifted', { escalationId: id(5), because: 'ended' }],
];

describe('what is owed', () => {
  const nothing = soFarOf(NOTHING_KNOWN);

  it.each(SETTLED)('%s is settled by %s %p', (kind, type, data) => {
    expect(settles(fact(type, data), { kind }, nothing)).toBe(true);
  });

  it.each(ABOUT)('%s is settled by %s of the same %s, and of no other', (kind, type, name, data = {}) => {
    expect(settles(fact(type, { ...data, [name]: id(5) }), { kind, about: id(5) }, nothing)).toBe(true);
    expect(settles(fact(type, { ...data, [name]: OTHER }), { kind, about: id(5) }, nothing)).toBe(false);
  });

  it.each(NOT)('%s is not settled by %s %p', (kind, type, data) => {
    expect(settles(fact(type, data), { kind, about: id(5) }, nothing)).toBe(false);
  });

  it('inform-superior is settled when its cause is among the reasons', () => {
    const told = fact('SuperiorInformed', { reasons: [{ reason: 'grave', causedBy: id(5) }] });
    expect([id(5), OTHER].map((about) => settles(told, { kind: 'inform-superior', about }, nothing))).toEqual([true, false]);
  });

  it('acknowledge-escalation is settled by a take-over that says so, whichever escalation it names', () => {
    const taken = fact('ComplaintTakenOver', { escalationId: OTHER, acknowledges: [id(5)] });
    expect([id(5), OTHER].map((about) => settles(taken, { kind: 'acknowledge-escalation', about }, nothing))).toEqual([true, false]);
  });

  it('is to read back no former statement once the newest was repeated', () => {
    const second = after(fact('StatementRecorded', { statementId: id(1) }), fact('StatementRecorded', { statementId: id(2) }));
    expect(settles(fact('ReadBackConfirmed', { statementId: id(2) }), { kind: 'read-back', about: id(1) }, second)).toBe(true);
    expect(settles(fact('ReadBackConfirmed', { statementId: id(1) }), { kind: 'read-back', about: id(2) }, second)).toBe(false);
  });

  it('has a row here for every fact that settles it', () => {
    const rows = new Set([...SETTLED, ...ABOUT].map(([kind, type]) => `${kind} ${type}`)).add('inform-superior SuperiorInformed');
    const all = PRINCIPLES.flatMap((one: AnyPrinciple) => Object.entries(one.obligations).flatMap(([kind, duty]) => Object.keys(duty.settledBy).map((type) => `${kind} ${type}`)));
    expect(all.filter((row) => !rows.has(row))).toEqual([]);
  });
});

describe('a complaint so far', () => {
  it('remembers what was done in this round', () => {
    expect(after(registered, fact('ComplaintAcknowledged')).done).toEqual(['acknowledge']);
  });

  it('remembers the same, whatever was done first', () => {
    const [one, other] = [fact('ComplaintAcknowledged'), fact('StatementRecorded')];
    expect(after(registered, one, other).done).toEqual(after(registered, other, one).done);
  });

  it('begins each round with nothing done', () => {
    const soFar = after(registered, fact('ComplaintAcknowledged'), refused(), fact('ComplaintReopened'));
    expect([soFar.known.round, soFar.done, soFar.refusals]).toEqual([2, [], 0]);
  });

  it('does not count a fact that comes late for its round', () => {
    expect(after(registered, fact('ComplaintReopened'), fact('ComplaintAcknowledged', {}, 1)).done).toEqual([]);
  });

  it('knows who was told, who has seen it, and who stepped down', () => {
    const told = after(fact('SuperiorInformed', { escalationId: id(1) }), fact('SuperiorInformed', { escalationId: id(2), level: 2, top: true }));
    expect(told.informed.map(({ level, top }) => [level, top])).toEqual([[1, false], [2, true]]);
    const seen = hears(hears(told, fact('EscalationAcknowledged', { escalationId: id(1) })), fact('EscalationLifted', { escalationId: id(2) }));
    expect(seen.informed).toMatchObject([{ escalationId: id(1), acknowledged: true }]);
  });
});
