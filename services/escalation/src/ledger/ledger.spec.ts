import type { RecordedEvent } from '@amends/contracts';
import { EMPTY_PAGE, judge, miss, type Page } from './ledger.js';

const at = (minutes: number): string => new Date(Date.UTC(2026, 10, 2, 12, minutes)).toISOString();
let serial = 0;

/** An event of a complaint as the ledger hears it, recorded so many minutes after noon. */
function heard(type: string, minutes: number, data: object = {}, more: Partial<RecordedEvent> = {}): RecordedEvent {
  serial += 1;
  return {
    id: `0192a3b4-0000-7000-8000-${String(serial).padStart(12, '0')}`, type, data, round: 1, origin: 'live', occurredAt: at(minutes), recordedAt: at(minutes),
    source: 'intake', streamKind: 'complaint', subject: 'c', version: serial, schemaVersion: 1, actor: { id: 'a', role: 'agent', unit: 'hotline' },
    causation: null, correlation: 'x', traceparent: null, ...more,
  };
}

const registered = (channel = 'phone') => heard('ComplaintRegistered', 0, { contact: { channel }, customerId: null, receivedBy: 'hotline' });
const after = (...events: RecordedEvent[]): { page: Page; types: string[] } => {
  let page = EMPTY_PAGE;
  const types: string[] = [];
  for (const event of events) {
    const judged = judge(page, event);
    page = judged.page;
    types.push(...judged.facts.map(({ type }) => type));
  }
  return { page, types };
};

describe('principle 1 in the ledger', () => {
  it('owes an acknowledgement from the registration on: two minutes on a call, an hour otherwise', () => {
    expect(after(registered('phone')).page.obligations).toMatchObject([{ kind: 'acknowledge', state: 'open', dueAt: at(2) }]);
    expect(after(registered('e-mail')).page.obligations).toMatchObject([{ kind: 'acknowledge', state: 'open', dueAt: at(60) }]);
  });

  it('is settled by the acknowledgement', () => {
    expect(after(registered(), heard('ComplaintAcknowledged', 1)).types).toEqual(['ObligationIncurred', 'ObligationSettled']);
  });

  it('owes nothing twice when the same fact is heard again', () => {
    const fact = registered();
    expect(after(fact, fact).types).toEqual(['ObligationIncurred']);
  });

  it('counts a settlement after the miss as late', () => {
    const { page } = after(registered());
    const missed = miss(page, page.obligations[0]!.id)!;
    expect(missed.facts).toMatchObject([{ type: 'ObligationMissed', data: { dueAt: at(2) } }]);
    const judged = judge(missed.page, heard('ComplaintAcknowledged', 5));
    expect(judged.facts).toMatchObject([{ type: 'ObligationSettled', data: { late: true } }]);
    expect(judged.page.obligations[0]!.state).toBe('settled-late');
  });

  it('retracts a miss when what settles it was recorded in time and only arrived late', () => {
    const { page } = after(registered());
    const judged = judge(miss(page, page.obligations[0]!.id)!.page, heard('ComplaintAcknowledged', 1));
    expect(judged.facts.map(({ type }) => type)).toEqual(['ObligationMissRetracted']);
    expect(judged.page.obligations[0]!.state).toBe('settled');
  });

  it('cannot be settled by backdating: recordedAt decides, not occurredAt', () => {
    const { page } = after(registered());
    const backdated = heard('ComplaintAcknowledged', 30, {}, { occurredAt: at(1) });
    expect(judge(miss(page, page.obligations[0]!.id)!.page, backdated).facts).toMatchObject([{ type: 'ObligationSettled', data: { late: true } }]);
  });

  it('misses nothing that is settled', () => {
    const { page } = after(registered(), heard('ComplaintAcknowledged', 1));
    expect(miss(page, page.obligations[0]!.id)).toBeUndefined();
  });
});

describe('rounds in the ledger', () => {
  const reopened = heard('ComplaintReopened', 100, { endsRound: 1 }, { source: 'follow-up' });

  it('cancel what was open and owe an acknowledgement anew', () => {
    const { types, page } = after(registered(), reopened);
    expect(types).toEqual(['ObligationIncurred', 'ObligationCancelled', 'ObligationIncurred']);
    expect(page.obligations.map(({ round, state }) => [round, state])).toEqual([[1, 'cancelled'], [2, 'open']]);
  });

  it('are not settled by a fact of the round before', () => {
    const { page } = after(registered(), reopened, heard('ComplaintAcknowledged', 101));
    expect(page.obligations.at(-1)!.state).toBe('open');
  });

  it('are settled by a fact of their own', () => {
    const { page } = after(registered(), reopened, heard('ComplaintAcknowledged', 101, {}, { round: 2 }));
    expect(page.obligations.at(-1)!.state).toBe('settled');
  });
});

describe('history in the ledger', () => {
  const past = (records: string[]) =>
    heard('ComplaintRegistered', 0, { contact: { channel: 'phone' }, customerId: null, receivedBy: null, history: { records } }, { origin: 'history' });

  it('owes nothing that its source cannot show', () => {
    expect(after(past([])).types).toEqual([]);
  });

  it('is judged by when things happened', () => {
    const { page, types } = after(past(['acknowledge']), heard('ComplaintAcknowledged', 500, {}, { origin: 'history', occurredAt: at(1) }));
    expect(types).toEqual(['ObligationIncurred', 'ObligationSettled']);
    expect(page.obligations[0]!.state).toBe('settled');
  });
});
