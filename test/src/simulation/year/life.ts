import { CATALOGUE, type LogName } from '@amends/contracts';
import type { Dice } from '../../support/dice.js';

/** A fact as somebody says it. */
export interface Said {
  readonly type: string;
  readonly data?: object;
}

const SAMPLES = new Map(CATALOGUE.map(({ type, sample, source }) => [type, { sample: sample as object, source: source as LogName }]));

/** Which service records it, and its data: the catalogue's sample with what is said instead. */
export function factOf({ type, data = {} }: Said): { readonly source: LogName; readonly data: object } {
  const { sample, source } = SAMPLES.get(type)!;
  return { source, data: { ...sample, ...data } };
}

const CHANNELS = ['phone', 'web', 'e-mail', 'chat', 'shop', 'letter', 'regulator'];
const HOW = ['advice', 'certain-repair', 'uncertain-repair', 'refund'];
const CATEGORIES = [['delivery', 'late'], ['washing machine', 'leak'], ['payment services', 'transfer'], ['water', 'outage']];

const HOURS = [[], [{ weekdays: [6], from: '10:00', to: '12:30' }], [{ weekdays: [1, 2, 3, 4, 5], from: '18:00', to: '20:30' }, { weekdays: [2, 4], from: '12:15', to: '13:00' }]];
const ZONES = ['Europe/Berlin', 'Asia/Shanghai', 'America/New_York'];

/** What a customer is to the company, and when they may be called. */
const standingOf = (dice: Dice): object => ({
  ...(SAMPLES.get('CustomerStandingChanged')!.sample as { standing: object }).standing, tier: dice.pick(['standard', 'silver', 'gold', 'key-account']), zone: dice.pick(ZONES), convenientHours: dice.pick(HOURS),
});

/** How a complaint begins. */
export function registration(dice: Dice, now: number): Said {
  const contact = { id: dice.uuid(), channel: dice.pick(CHANNELS), direction: 'inbound', startedAt: new Date(now).toISOString() };
  const standing = dice.oneIn(2) ? null : standingOf(dice);
  const sent = dice.oneIn(4) ? { sentAt: new Date(now - dice.whole(3_600_000, 3 * 86_400_000)).toISOString() } : {};
  return { type: 'ComplaintRegistered', data: { customerId: null, standing, contact, ...sent, receivedAt: new Date(now - (dice.oneIn(3) ? dice.whole(0, 3_600_000) : 0)).toISOString(), history: undefined } };
}

/** What is said of a complaint in one round, in order, as people go about it: most of them well, some carelessly. */
export function* roundOf(dice: Dice, round: number): Generator<Said> {
  const often = (percent: number): boolean => dice.whole(1, 100) <= percent;
  if (often(94)) yield acknowledged(dice);
  if (round === 1) yield* statement(dice);
  if (often(30)) yield { type: 'MessageReceived', data: { messageId: dice.uuid() } };
  if (often(70)) yield classified(dice);
  if (often(15)) yield { type: 'ComplaintAssigned' };
  if (often(40)) yield { type: 'MessageSent', data: { messageId: dice.uuid(), kind: 'answer', automatic: false } };
  if (often(20)) yield* promise(dice);
  if (often(10)) yield* handOver(dice);
  if (often(5)) yield { type: 'ContactTurnedHostile' };
  yield often(80) ? { type: 'CauseFound' } : { type: 'CauseUnknown' };
  if (often(30)) yield* waiting(dice);
  yield* solution(dice);
  if (often(10)) yield { type: 'CustomerStandingChanged', data: { standing: standingOf(dice) } };
  if (often(15)) yield classified(dice);
  yield { type: 'ComplaintResolved', data: { how: dice.pick(HOW) } };
  if (often(10)) yield { type: 'CustomerNotReached', data: { callId: dice.uuid() } };
  if (often(90)) yield { type: 'CustomerReached', data: { callId: dice.uuid() } };
  if (often(25)) return yield { type: 'MessageSent', data: { messageId: dice.uuid(), kind: 'summary', automatic: false } };
  if (often(80)) return yield { type: 'SatisfactionConfirmed', data: { how: 'explicit' } };
  yield { type: 'CustomerDissatisfied' };
  if (round < 3) yield { type: 'ComplaintReopened', data: { endsRound: round } };
}

const classified = (dice: Dice): Said => ({
  type: 'ComplaintClassified', data: { severity: dice.pick(['minor', 'major']), grave: dice.oneIn(8) ? [dice.pick(['safety', 'legal', 'press', 'vulnerable-customer'])] : [], category: dice.pick(CATEGORIES) },
});

const acknowledged = (dice: Dice): Said => ({
  type: 'ComplaintAcknowledged', data: { how: dice.pick(['spoken', 'written']), deadlinesStated: [{ kind: dice.pick(['first-answer', 'resolve']), dueAt: '2028-06-01T12:00:00.000Z' }] },
});

function* statement(dice: Dice): Generator<Said> {
  const statementId = dice.uuid();
  yield { type: 'StatementRecorded', data: { statementId } };
  if (dice.oneIn(6)) yield { type: 'ReadBackCorrected', data: { statementId } };
  if (dice.oneIn(4)) yield { type: 'ContactEnded' };
  yield { type: 'ReadBackConfirmed', data: { statementId } };
}

function* promise(dice: Dice): Generator<Said> {
  const promiseId = dice.uuid();
  yield { type: 'TimePromised', data: { promiseId } };
  if (dice.oneIn(4)) yield { type: 'PromiseRevised', data: { promiseId } };
  if (!dice.oneIn(4)) yield { type: 'PromiseKept', data: { promiseId } };
}

function* handOver(dice: Dice): Generator<Said> {
  const handOverId = dice.uuid();
  yield { type: 'HandedOver', data: { handOverId, toUnit: 'care', toStaff: null } };
  yield { type: dice.oneIn(3) ? 'HandOverDeclined' : 'HandOverAccepted', data: { handOverId } };
}

function* waiting(dice: Dice): Generator<Said> {
  const questionId = dice.uuid();
  yield { type: 'WaitingForCustomer', data: { questionId } };
  if (!dice.oneIn(8)) yield { type: 'CustomerAnswered', data: { questionId } };
}

function* solution(dice: Dice): Generator<Said> {
  const offerId = dice.uuid();
  yield { type: 'SolutionProposed', data: { offerId } };
  if (!dice.oneIn(4)) {
    yield { type: 'SolutionAccepted', data: { offerId } };
    return yield { type: 'RemedyCarriedOut', data: { remedyOf: offerId } };
  }
  const counterProposalId = dice.uuid();
  yield { type: 'SolutionRefused', data: { offerId } };
  yield { type: 'CounterProposalHeard', data: { counterProposalId } };
  yield { type: 'CounterProposalAccepted', data: { counterProposalId } };
  yield { type: 'RemedyCarriedOut', data: { remedyOf: counterProposalId } };
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** How long people take: minutes mostly, hours, days, sometimes weeks. */
export function delay(dice: Dice): number {
  const kind = dice.whole(1, 100);
  if (kind <= 60) return dice.whole(10_000, 45 * MINUTE);
  if (kind <= 85) return dice.whole(45 * MINUTE, 20 * 60 * MINUTE);
  if (kind <= 97) return dice.whole(DAY, 6 * DAY);
  return dice.whole(7 * DAY, 60 * DAY);
}
