import { NOTHING_KNOWN, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { given } from '@amends/decider';
import { complaint } from './complaint.js';
import { acknowledgeComplaint, classify, endContact, recordStatement, registerComplaint, type RegisterComplaint } from './decide.js';

const NOON = '2026-11-02T12:00:00.000Z';
const CALL = '0192a3b4-0000-7000-8000-000000000002';
const heard = (type: string, data: object = {}, round = 1) => ({ type, data, round }) as unknown as RecordedEvent;
const registered = heard('ComplaintRegistered', { contact: { id: CALL } });
const open: KnownComplaint = { ...NOTHING_KNOWN, registered: true };
const closed: KnownComplaint = { ...open, resolvedRound: 1, closedRound: 1 };

const command: RegisterComplaint = {
  registered: {
    reference: '2600000014', customerId: null, standing: null, contact: { id: CALL, channel: 'phone', direction: 'inbound', startedAt: NOON },
    receivedAt: NOON, happenedAt: null, language: 'en', product: null, order: null, receivedBy: 'hotline',
  },
  words: {},
};
const statement = { statementId: CALL, contactId: CALL, language: 'en', statement: 'It leaks.' };
const acknowledge = { how: 'spoken' as const, deadlinesStated: [] };

describe('registering a complaint', () => {
  it('records that it came in', () => {
    expect(registerComplaint(command).map(({ type }) => type)).toEqual(['ComplaintRegistered']);
  });

  it('tells the whole first minute in one request, in the order in which it was said', () => {
    const all = registerComplaint({ ...command, acknowledge, statement, classify: { category: ['leak'], severity: 'major', grave: [] } });
    expect(all.map(({ type }) => type)).toEqual(['ComplaintRegistered', 'ComplaintAcknowledged', 'StatementRecorded', 'ComplaintClassified']);
  });

  it("keeps the customer's words apart from the data, to be sealed", () => {
    const [, recorded] = registerComplaint({ ...command, statement });
    expect(recorded).toMatchObject({ data: { characters: 9 }, words: { statement: 'It leaks.' } });
    expect(JSON.stringify(recorded!.data)).not.toContain('leaks');
  });
});

describe('acknowledging', () => {
  it('is recorded once a round', () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => acknowledgeComplaint(acknowledge, state, open)).records).toHaveLength(1);
  });

  it('is refused a second time in the same round', () => {
    const { when } = given(complaint, [registered, heard('ComplaintAcknowledged')]);
    expect(when((state) => acknowledgeComplaint(acknowledge, state, open)).refuses).toBe('intake.already-acknowledged');
  });

  it('is owed anew after reopening', () => {
    const { when } = given(complaint, [registered, heard('ComplaintAcknowledged')]);
    expect(when((state) => acknowledgeComplaint(acknowledge, state, { ...open, round: 2 })).records).toHaveLength(1);
  });

  it('is refused when the complaint is closed', () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => acknowledgeComplaint(acknowledge, state, closed)).refuses).toBe('intake.complaint-is-closed');
  });
});

describe("recording the customer's statement", () => {
  it('belongs to a contact of this complaint', () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => recordStatement(statement, state, open)).records).toHaveLength(1);
    expect(when((state) => recordStatement({ ...statement, contactId: 'another' }, state, open)).refuses).toBe('intake.unknown-contact');
  });

  it('is refused when the complaint is withdrawn', () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => recordStatement(statement, state, { ...open, withdrawn: true })).refuses).toBe('intake.complaint-is-withdrawn');
  });
});

describe('ending a contact', () => {
  it('happens once', () => {
    const end = { contactId: CALL, endedAt: NOON };
    expect(given(complaint, [registered]).when((state) => endContact(end, state)).records).toHaveLength(1);
    expect(given(complaint, [registered, heard('ContactEnded', end)]).when((state) => endContact(end, state)).refuses).toBe('intake.contact-has-ended');
  });
});

describe('classifying', () => {
  it('may be changed as long as the complaint lives', () => {
    const { when } = given(complaint, [registered]);
    const major = { category: ['leak'], severity: 'major' as const, grave: [] };
    expect(when((state) => classify(major, state, open)).records).toHaveLength(1);
    expect(when((state) => classify(major, state, closed)).refuses).toBe('intake.complaint-is-closed');
  });
});
