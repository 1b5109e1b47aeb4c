import type { LogName } from '@amends/contracts';
import { Dice } from '../support/dice.js';

/** One command in a complaint's life, and the events that it must leave behind, once each. */
export interface Step {
  readonly service: LogName;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly records: readonly string[];
  /** The stream that it writes. */
  readonly subject: string;
}

/** A complaint as an agent will drive it, from the first word to the end; the number and the seed decide how. */
export interface Life {
  readonly complaint: string;
  readonly steps: readonly Step[];
}

/** Plans the life of the n-th complaint. */
export function planLife(seed: number, number: number): Life {
  const dice = new Dice(seed * 1_000_003 + number);
  const complaint = dice.uuid();
  const customer = dice.oneIn(5) ? dice.uuid() : undefined;
  const acknowledgeAtOnce = dice.oneIn(2);
  const again = dice.oneIn(3);
  const statement = dice.uuid();
  return {
    complaint,
    steps: [
      ...(customer ? [registerCustomer(customer, number)] : []),
      register(complaint, statement, customer, acknowledgeAtOnce, dice),
      ...(acknowledgeAtOnce ? [] : [acknowledge(complaint)]),
      ...middle(complaint, statement, dice),
      confirm(complaint),
      ...(again ? [reopen(complaint), acknowledge(complaint), assign(complaint, 'repairs'), resolve(complaint), confirm(complaint)] : []),
    ],
  };
}

function middle(complaint: string, statement: string, dice: Dice): readonly Step[] {
  return [
    assign(complaint, 'hotline'),
    ...(dice.oneIn(3) ? handOver(complaint, dice.uuid()) : []),
    ...(dice.oneIn(3) ? waiting(complaint, dice.uuid()) : []),
    ...(dice.oneIn(3) ? correspondence(complaint, dice.uuid()) : []),
    ...(dice.oneIn(2) ? settling(complaint, statement, dice) : []),
    resolve(complaint),
  ];
}

const registerCustomer = (id: string, number: number): Step => ({
  service: 'intake', path: '/api/intake/customers', subject: id, records: ['CustomerRegistered'],
  body: { id, name: `Customer ${number}`, phone: `+4930${String(1_000_000 + number)}`, tier: 'gold' },
});

function register(id: string, statementId: string, customerId: string | undefined, acknowledges: boolean, dice: Dice): Step {
  const classifies = dice.oneIn(2);
  return {
    service: 'intake', path: '/api/intake/complaints', subject: id,
    records: ['ComplaintRegistered', ...(acknowledges ? ['ComplaintAcknowledged'] : []), 'StatementRecorded', ...(classifies ? ['ComplaintClassified'] : [])],
    body: {
      id, // Whoever wrote is acknowledged by Amends itself, and only the first acknowledgement counts.
      contact: { channel: acknowledges ? 'e-mail' : 'phone' }, product: 'W-200', statement: { id: statementId, statement: 'It leaks onto my floor.' },
      ...(customerId ? { customerId } : {}),
      ...(acknowledges ? { acknowledge: { how: 'written' } } : {}),
      ...(classifies ? { classify: { category: ['appliance', 'leak'], severity: 'major' } } : {}),
    },
  };
}

const on = (service: LogName, complaint: string, command: string, body: Step['body'], ...records: string[]): Step => ({
  service, path: `/api/${service}/complaints/${complaint}/${command}`, subject: complaint, body, records,
});

const acknowledge = (id: string): Step => on('intake', id, 'acknowledge', { how: 'written' }, 'ComplaintAcknowledged');
const assign = (id: string, unit: string): Step => on('resolution', id, 'assign', { unit }, 'ComplaintAssigned');
const resolve = (id: string): Step => on('resolution', id, 'resolve', { how: 'advice' }, 'ComplaintResolved');
const confirm = (id: string): Step => on('follow-up', id, 'confirm-satisfaction', { score: 5 }, 'SatisfactionConfirmed');
const reopen = (id: string): Step => on('follow-up', id, 'reopen', { because: 'customer-dissatisfied' }, 'ComplaintReopened');

const handOver = (id: string, handOverId: string): readonly Step[] => [
  on('resolution', id, 'hand-over', { id: handOverId, toUnit: 'logistics' }, 'HandedOver'),
  on('resolution', id, `hand-overs/${handOverId}/accept`, {}, 'HandOverAccepted', 'ComplaintAssigned'),
];

/** All that has to be done besides before a complaint is closed of itself; one in two customers wants it otherwise. */
const settling = (id: string, statementId: string, dice: Dice): readonly Step[] => [
  on('intake', id, 'read-back/confirm', { statementId }, 'ReadBackConfirmed'),
  on('intake', id, 'name-cause', { cause: 'hose-worn', ownerUnit: 'repairs' }, 'CauseFound'),
  ...(dice.oneIn(2) ? asTheyPropose(id, dice.uuid(), dice.uuid()) : asWePropose(id, dice.uuid())),
  on('resolution', id, 'carry-out', {}, 'RemedyCarriedOut'),
];

const asWePropose = (id: string, offerId: string): readonly Step[] => [
  on('resolution', id, 'propose-solution', { id: offerId, options: [{ remedy: 'advice' }] }, 'SolutionProposed'),
  on('resolution', id, `offers/${offerId}/accept`, {}, 'SolutionAccepted'),
];

const asTheyPropose = (id: string, offerId: string, theirs: string): readonly Step[] => [
  on('resolution', id, 'propose-solution', { id: offerId, options: [{ remedy: 'apology' }] }, 'SolutionProposed'),
  on('resolution', id, `offers/${offerId}/refuse`, { reason: 'That is not enough.' }, 'SolutionRefused'),
  on('resolution', id, 'hear-counter-proposal', { id: theirs, offerId, remedy: 'repair' }, 'CounterProposalHeard'),
  on('resolution', id, `counter-proposals/${theirs}/accept`, {}, 'CounterProposalAccepted'),
];

/** A customer who asks for an answer and is promised a time; the promise is kept. */
const correspondence = (id: string, promiseId: string): readonly Step[] => [
  on('intake', id, 'receive-message', { channel: 'e-mail', message: 'When do you come?' }, 'MessageReceived'),
  on('intake', id, 'promise-time', { id: promiseId, promise: 'We come tomorrow.', promisedFor: '2099-01-01T00:00:00.000Z' }, 'TimePromised'),
  on('intake', id, 'send-message', { kind: 'answer', channel: 'e-mail', message: 'We come tomorrow.' }, 'MessageSent'),
  on('intake', id, `promises/${promiseId}/keep`, {}, 'PromiseKept'),
];

const waiting = (id: string, questionId: string): readonly Step[] => [
  on('resolution', id, 'await-customer', { id: questionId, question: 'Since when?' }, 'WaitingForCustomer'),
  on('resolution', id, 'record-answer', { answer: 'Since Monday.' }, 'CustomerAnswered'),
];
