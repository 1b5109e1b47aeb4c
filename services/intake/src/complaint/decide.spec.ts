import { given } from '@amends/decider';
import { CALL, closed, heard, NOON, notWorkedOn, open, recorded, registered } from '../testing/heard.js';
import { complaint } from './complaint.js';
import { acknowledgeComplaint, classify, endContact, recordStatement, registerComplaint, type RegisterComplaint } from './decide.js';

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

  it("is in the complaint's language unless it says otherwise", () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => recordStatement({ ...statement, language: undefined }, state, open)).records[0]!.data).toMatchObject({ language: 'en' });
    expect(when((state) => recordStatement({ ...statement, language: 'zh' }, state, open)).records[0]!.data).toMatchObject({ language: 'zh' });
  });

  it('stays quiet when it is sent again, and refuses other words under its id', () => {
    const first = given(complaint, [registered]).when((state) => recordStatement(statement, state, open)).records;
    const { when } = given(complaint, [registered, ...recorded(first)]);
    expect(when((state) => recordStatement(statement, state, closed)).records).toEqual([]);
    expect(when((state) => recordStatement({ ...statement, statement: 'It smokes.' }, state, open)).refuses).toBe('intake.id-is-taken');
  });

  it.each(notWorkedOn)('is refused when the complaint is %s', (status, known) => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => recordStatement(statement, state, known)).refuses).toBe(`intake.complaint-is-${status}`);
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

  it('stays quiet when the same is said again, in whatever order', () => {
    const grave = { category: ['leak'], severity: 'major' as const, grave: ['safety' as const, 'press' as const] };
    const { when } = given(complaint, [registered, heard('ComplaintClassified', grave)]);
    expect(when((state) => classify({ ...grave, grave: ['press', 'safety'] }, state, open)).records).toEqual([]);
    expect(when((state) => classify({ ...grave, severity: 'minor' }, state, open)).records).toHaveLength(1);
    expect(when((state) => classify({ ...grave, category: ['leak', 'hose'] }, state, open)).records).toHaveLength(1);
  });

  it('says whether it is grave', () => {
    const { when } = given(complaint, [registered]);
    expect(when((state) => classify({ category: ['leak'], severity: 'minor', grave: ['safety', 'press'] }, state, open)).records[0]!.data).toMatchObject({ grave: ['safety', 'press'] });
  });

  it('does not rule history: a source may have sorted what it had closed', () => {
    const past = { ...closed, origin: 'history' as const };
    expect(given(complaint, [registered]).when((state) => classify({ category: ['leak'], severity: 'minor', grave: [] }, state, past)).records).toHaveLength(1);
  });
});
