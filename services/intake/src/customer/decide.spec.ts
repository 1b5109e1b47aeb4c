import { CustomerErased, CustomerRegistered, CustomerRevised, CustomersMerged, CustomersUnmerged, NOTHING_KNOWN, type EventDefinition, type KnownComplaint, type RecordedEvent } from '@amends/contracts';
import { fold } from '@amends/decider';
import { customer, standingOf, type Customer, type CustomerRecord } from './customer.js';
import { changeStanding, eraseCustomer, mergeCustomers, registerCustomer, reviseCustomer, unmergeCustomers, withdrawErased } from './decide.js';

const [ANA, ANNA] = ['0192a3b4-0000-7000-8000-000000000001', '0192a3b4-0000-7000-8000-000000000011'];
const RECORD: CustomerRecord = { ownReference: 'K-1', tier: 'gold', stage: 'stable', language: 'en', zone: 'Europe/Berlin', convenientHours: [{ weekdays: [6], from: '10:00', to: '12:00' }] };

const said = (definition: EventDefinition, data: unknown, subject: string = ANA): RecordedEvent => ({ type: definition.type, data, subject }) as RecordedEvent;
const given = (...events: readonly RecordedEvent[]): Customer => fold(customer, [said(CustomerRegistered, RECORD), ...events]);

const registered = given();
const erased = given(said(CustomerErased, { because: 'customer-asked' }));
const mergedIntoAnna = given(said(CustomersMerged, { survivor: ANNA, merged: ANA }));
const survivorOf = given(said(CustomersMerged, { survivor: ANA, merged: ANNA }));
const nothing = { words: {}, forgotten: [] };
const pair = (survivor: Customer, merged: Customer) => ({ survivor: { id: ANNA, state: survivor }, merged: { id: ANA, state: merged } });

describe('registering a customer', () => {
  it('records what moves clocks in clear and who they are as words', () => {
    expect(registerCustomer(RECORD, { name: 'Ana' })).toEqual([{ type: 'CustomerRegistered', data: RECORD, words: { name: 'Ana' } }]);
    expect(registered.record).toEqual(RECORD);
  });
});

describe('revising a customer', () => {
  it('records the whole record as it is now, and which fields are new', () => {
    const facts = reviseCustomer({ record: { tier: 'key-account', zone: 'Europe/Berlin' }, words: { phone: '+4930123' }, forgotten: ['email'] }, registered);
    expect(facts).toEqual([{ type: 'CustomerRevised', data: { ...RECORD, tier: 'key-account', revised: ['tier', 'phone', 'email'] }, words: { phone: '+4930123' } }]);
    expect(given(said(CustomerRevised, facts[0]!.data)).record).toEqual({ ...RECORD, tier: 'key-account' });
  });

  it('stays quiet when nothing is another', () => {
    expect(reviseCustomer({ record: { ...RECORD, convenientHours: [...RECORD.convenientHours] }, ...nothing }, registered)).toEqual([]);
  });

  it('is refused for a record that another one stands for, and for an erased customer', () => {
    expect(() => reviseCustomer({ record: { tier: 'silver' }, ...nothing }, mergedIntoAnna)).toThrow(expect.objectContaining({ code: 'intake.customer-is-merged', message: expect.stringContaining(ANNA) }));
    expect(() => reviseCustomer({ record: { tier: 'silver' }, ...nothing }, erased)).toThrow(expect.objectContaining({ code: 'intake.customer-is-erased' }));
  });
});

describe('merging two records', () => {
  it('says which one survives', () => {
    expect(mergeCustomers(pair(registered, registered))).toEqual([{ type: 'CustomersMerged', data: { survivor: ANNA, merged: ANA } }]);
    expect(mergedIntoAnna.mergedInto).toBe(ANNA);
    expect(survivorOf.mergedInto).toBeNull();
  });

  it('stays quiet when they are merged already', () => {
    expect(mergeCustomers(pair(registered, mergedIntoAnna))).toEqual([]);
  });

  it.each([
    ['itself', { survivor: { id: ANA, state: registered }, merged: { id: ANA, state: registered } }, 'intake.same-customer'],
    ['an erased customer', pair(registered, erased), 'intake.customer-is-erased'],
    ['into an erased customer', pair(erased, registered), 'intake.customer-is-erased'],
    ['a record that another one stands for', pair(registered, given(said(CustomersMerged, { survivor: RECORD.ownReference, merged: ANA }))), 'intake.customer-is-merged'],
    ['into a record that is itself merged, which could end in a circle', pair({ ...registered, mergedInto: ANA }, survivorOf), 'intake.customer-is-merged'],
  ])('is refused for %s', (_what, both, code) => {
    expect(() => mergeCustomers(both)).toThrow(expect.objectContaining({ code }));
  });
});

describe('unmerging', () => {
  it('says it, and the record stands for itself again', () => {
    expect(unmergeCustomers(pair(registered, mergedIntoAnna))).toEqual([{ type: 'CustomersUnmerged', data: { survivor: ANNA, merged: ANA } }]);
    expect(given(said(CustomersMerged, { survivor: ANNA, merged: ANA }), said(CustomersUnmerged, { survivor: ANNA, merged: ANA }))).toEqual(registered);
  });

  it('is refused for records that are not merged with each other, and after erasing', () => {
    expect(() => unmergeCustomers(pair(registered, registered))).toThrow(expect.objectContaining({ code: 'intake.not-merged' }));
    expect(() => unmergeCustomers(pair(erased, { ...mergedIntoAnna, erased: true }))).toThrow(expect.objectContaining({ code: 'intake.customer-is-erased' }));
  });
});

describe('erasing', () => {
  it('is said once', () => {
    expect(eraseCustomer('customer-asked', registered)).toEqual([{ type: 'CustomerErased', data: { because: 'customer-asked' } }]);
    expect(eraseCustomer('other', erased)).toEqual([]);
  });

  const alive: KnownComplaint = { ...NOTHING_KNOWN, registered: true };
  it('withdraws an open complaint, also a reopened one, and leaves the others as they ended', () => {
    const withdrawn = [{ type: 'ComplaintWithdrawn', data: { because: 'erased' } }];
    expect(withdrawErased(alive)).toEqual(withdrawn);
    expect(withdrawErased({ ...alive, round: 2, resolvedRound: 1 })).toEqual(withdrawn);
    for (const ended of [{ resolvedRound: 1 }, { closedRound: 1 }, { withdrawn: true }, { linkedTo: ANA }]) expect(withdrawErased({ ...alive, ...ended })).toEqual([]);
  });
});

describe('a change of standing', () => {
  const standing = standingOf(RECORD);
  it('is told to a complaint that does not carry it yet', () => {
    const told = [{ type: 'CustomerStandingChanged', data: { customerId: ANA, standing } }];
    expect(changeStanding(ANA, standing, { ...NOTHING_KNOWN, standing: { ...standing, tier: 'silver' } })).toEqual(told);
    expect(changeStanding(ANA, standing, { ...NOTHING_KNOWN, standing: { ...standing, convenientHours: [] } })).toEqual(told);
    expect(changeStanding(ANA, standing, NOTHING_KNOWN)).toEqual(told);
  });

  it('is not repeated, and does not touch a complaint that is over', () => {
    const reordered = { convenientHours: [{ to: '12:00', from: '10:00', weekdays: [6] }], zone: 'Europe/Berlin', language: 'en', stage: 'stable', tier: 'gold' } as const;
    expect(changeStanding(ANA, standing, { ...NOTHING_KNOWN, standing: reordered })).toEqual([]);
    expect(changeStanding(ANA, standing, { ...NOTHING_KNOWN, closedRound: 1 })).toEqual([]);
  });
});
