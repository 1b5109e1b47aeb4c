import { GRAVE_FLAGS, REASONS_UNKNOWN, SEVERITIES } from '@amends/contracts';
import { anyOf, command, inHours, isWorkedOn, when, type Action, type Asking } from './action.js';

const intake = command('intake');
const UNITS = ['hotline', 'e-mail-desk', 'shops', 'repairs', 'logistics', 'finance'];
const HEARD_BY = ['phone', 'phone', 'web', 'e-mail', 'chat', 'shop', 'letter', 'regulator'];
const CAUSES = ['pump', 'delivery', 'invoice', 'tone', 'installation'];

const statement = ({ dice, of }: Asking) => ({ id: dice.uuid(), statement: `It leaks, and nobody came. Complaint ${of.number}.` });
const classification = ({ dice }: Asking) => ({ category: ['appliance', dice.pick(CAUSES)], severity: dice.pick(SEVERITIES), grave: dice.oneIn(8) ? [dice.pick(GRAVE_FLAGS)] : [] });
const acknowledgement = (asking: Asking) => ({ how: 'spoken', ...(asking.dice.oneIn(3) ? { deadlinesStated: [{ kind: 'first-answer', dueAt: inHours(asking, 24) }] } : {}) });

/** The complaint comes in; the same request may acknowledge it, write it down and say what kind it is. */
const register: Action = {
  name: 'intake.register',
  weight: ({ status }) => (status === 'unborn' ? 1000 : 0.01),
  ask: (asking) => {
    const { of, dice, people } = asking;
    return {
      service: 'intake', path: 'complaints', by: people.handler(dice, null),
      body: {
        id: of.id, ...(of.customerId ? { customerId: of.customerId } : {}), contact: { id: dice.uuid(), channel: dice.pick(HEARD_BY) },
        ...(dice.oneIn(3) ? { product: 'W-200', happenedAt: inHours(asking, -48) } : {}),
        ...(dice.oneIn(3) ? { acknowledge: acknowledgement(asking) } : {}),
        ...(dice.oneIn(2) ? { statement: statement(asking) } : {}),
        ...(dice.oneIn(2) ? { classify: classification(asking) } : {}),
      },
    };
  },
};

/** Bytes are sent as they are, under an id in the path. */
const attach: Action = {
  name: 'intake.attach',
  weight: (of) => when(isWorkedOn(of), 0.1),
  ask: ({ of, dice, people }) => ({ service: 'intake', method: 'PUT', path: `complaints/${of.id}/files/${dice.uuid()}`, body: Buffer.from(`a receipt ${of.number}`), by: people.handler(dice, null) }),
};

const promised = (asking: Asking): string => anyOf(asking, asking.of.promises);

export const INTAKE: readonly Action[] = [
  register,
  attach,
  intake('acknowledge', (of) => when(of.owes('acknowledge'), 8), acknowledgement),
  intake('record-statement', (of) => when(of.owes('record-statement'), 8, 0.15), statement),
  intake('read-back/confirm', (of) => when(of.owes('read-back'), 8, 0.05), (asking) => ({ statementId: asking.of.statements.at(-1) ?? asking.dice.uuid() })),
  intake('read-back/correct', (of) => when(of.owes('read-back'), 1.2), (asking) => ({
    id: asking.dice.uuid(), statementId: asking.of.statements.at(-1) ?? asking.dice.uuid(), correction: 'It was Tuesday.', ...(asking.dice.oneIn(2) ? { corrected: statement(asking) } : {}),
  })),
  intake('ask-cause', (of) => when(of.owes('find-cause'), 1), ({ dice }) => ({ id: dice.uuid(), question: 'Since when?', ...(dice.oneIn(2) ? { answer: 'Since Monday.' } : {}) })),
  intake('name-cause', (of) => when(of.owes('find-cause'), 7, 0.05), ({ dice }) => ({ cause: dice.pick(CAUSES), ...(dice.oneIn(2) ? { ownerUnit: dice.pick(UNITS) } : {}) })),
  intake('cause-unknown', (of) => when(of.owes('find-cause'), 1), ({ dice }) => ({ because: dice.pick(REASONS_UNKNOWN) })),
  intake('classify', (of) => when(isWorkedOn(of), of.classified ? 0.2 : 2), classification),
  intake('promise-time', (of) => when(of.status === 'open', of.promises.size > 0 ? 0.1 : 0.4), (asking) => ({ id: asking.dice.uuid(), promise: 'A technician.', promisedFor: inHours(asking, asking.dice.whole(1, 72)) })),
  intake('revise-promise', (of) => when(of.promises.size > 0, 0.3, 0.005), (asking) => ({ promisedFor: inHours(asking, asking.dice.whole(1, 96)) }), (asking) => `promises/${promised(asking)}/revise`),
  intake('keep-promise', (of) => when(of.owes('keep-promise'), 4, 0.005), () => ({}), (asking) => `promises/${promised(asking)}/keep`),
  intake('report-hostility', (of) => when(isWorkedOn(of), 0.08), ({ of }) => (of.contact ? { contactId: of.contact } : {})),
  intake('redirect', (of) => when(of.status === 'open', 0.15), ({ dice }) => ({ id: dice.uuid(), toUnit: dice.pick(UNITS) })),
  intake('withdraw', (of) => when(isWorkedOn(of), 0.1, 0.01), ({ dice }) => ({ because: dice.pick(['customer-withdrew', 'registered-by-mistake']) })),
  intake('link-duplicate', (of) => when(isWorkedOn(of), 0.12), ({ dice, others }) => ({ to: dice.pick(others).id })),
  intake('unlink', (of) => when(of.status === 'linked', 3, 0.01)),
  intake('end-contact', (of) => when(of.contact !== undefined, 0.6, 0.01), () => ({}), ({ of, dice }) => `contacts/${of.contact ?? dice.uuid()}/end`),
  intake('receive-message', (of) => when(isWorkedOn(of), 0.5, 0.1), ({ dice }) => ({ id: dice.uuid(), channel: dice.pick(HEARD_BY), message: 'Where is my technician?' })),
  intake('send-message', (of) => when(of.owes('first-answer', 'next-answer', 'keep-informed'), 4, 0.1), ({ dice, of }) => ({
    id: dice.uuid(), kind: dice.pick(['answer', 'answer', 'answer', 'update', 'holding', 'final', 'apology', 'acknowledgement']), channel: 'e-mail', message: 'He comes on Friday.',
    ...(of.messages.length > 0 && dice.oneIn(2) ? { inReplyTo: of.messages.at(-1) } : {}),
  })),
  intake('send-summary', (of) => when(of.owes('write-follow-up'), 8, of.owes('confirm') ? 0.4 : 0.01), ({ dice }) => ({ id: dice.uuid(), kind: 'summary', channel: 'letter', message: 'This is what we did.' }), () => 'send-message'),
  intake('add-note', (of) => when(of.status !== 'unborn', 0.15), ({ dice }) => ({ id: dice.uuid(), note: 'Calls back in the evening.' })),
  intake('erase', (of) => when(isWorkedOn(of) && !of.customerId, 0.04, 0.001), () => ({ because: 'customer-asked' }), () => 'erase', ({ people }) => people.first('privacy-officer')),
];
