import {
  ComplaintWithdrawn, CustomerErased, CustomerRegistered, CustomerRevised, CustomersMerged, CustomersUnmerged, CustomerStandingChanged, fact, statusOf,
  type Accepted, type CustomerFact, type IntakeFact, type KnownComplaint,
} from '@amends/contracts';
import { must } from '@amends/decider';
import { sameStanding, type Customer, type CustomerRecord, type Standing } from './customer.js';

/** The personal words of a customer that a command brings, by field. */
export type Identity = Readonly<Record<string, string>>;

/** Why a customer is erased. */
export type Because = Accepted<(typeof CustomerErased)['schema']>['because'];

/** What is another from now on. */
export interface ReviseCustomer {
  readonly record: Partial<CustomerRecord>;
  /** Personal words that are new. */
  readonly words: Identity;
  /** Personal fields that are no longer known. */
  readonly forgotten: readonly string[];
}

/** Two records, and what the log says of each. */
export interface Pair {
  readonly survivor: { readonly id: string; readonly state: Customer };
  readonly merged: { readonly id: string; readonly state: Customer };
}

/** From now on the customer is known, under a pseudonym. */
export const registerCustomer = (record: CustomerRecord, words: Identity): readonly CustomerFact[] => [fact(CustomerRegistered, record, words)];

/** Puts a customer's record right; what is the same as before is not said again. */
export function reviseCustomer({ record, words, forgotten }: ReviseCustomer, state: Customer): readonly CustomerFact[] {
  mustStandForItself(state);
  const before = state.record!;
  const now = { ...before, ...record };
  const changed = (Object.keys(record) as (keyof CustomerRecord)[]).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(now[field]));
  const revised = [...changed, ...Object.keys(words), ...forgotten];
  return revised.length === 0 ? [] : [fact(CustomerRevised, { ...now, revised }, words)];
}

/** Two records are one customer. The survivor stands for both; what was said of either stays where it was said. */
export function mergeCustomers({ survivor, merged }: Pair): readonly CustomerFact[] {
  must(survivor.id !== merged.id, 'intake.same-customer', 'A customer cannot be merged with itself.', 'Give the id of the other record.');
  mustNotBeErased(survivor.state);
  mustNotBeErased(merged.state);
  if (merged.state.mergedInto === survivor.id) return [];
  mustStandForItself(survivor.state);
  mustStandForItself(merged.state);
  return [fact(CustomersMerged, { survivor: survivor.id, merged: merged.id })];
}

/** They were two customers after all. */
export function unmergeCustomers({ survivor, merged }: Pair): readonly CustomerFact[] {
  mustNotBeErased(merged.state);
  must(merged.state.mergedInto === survivor.id, 'intake.not-merged', 'The two records are not merged with each other.', 'Read the merged record: it names the customer that it was merged into.');
  return [fact(CustomersUnmerged, { survivor: survivor.id, merged: merged.id })];
}

/** Everything personal is gone for ever; erasing again changes nothing. */
export const eraseCustomer = (because: Because, { erased }: Customer): readonly CustomerFact[] => (erased ? [] : [fact(CustomerErased, { because })]);

/** An open complaint of an erased customer ends; what was resolved before stays resolved, as it was counted. */
export const withdrawErased = (known: KnownComplaint): readonly IntakeFact[] =>
  statusOf(known) === 'open' ? [fact(ComplaintWithdrawn, { because: 'erased' as const })] : [];

/** A complaint hears that its customer stands otherwise with the company. */
export function changeStanding(customerId: string, standing: Standing, known: KnownComplaint): readonly IntakeFact[] {
  if (!isAlive(known) || sameStanding(known.standing, standing)) return [];
  return [fact(CustomerStandingChanged, { customerId, standing })];
}

/** Whether a complaint has not come to its end: something may still be owed on it. */
export function isAlive(known: KnownComplaint): boolean {
  const status = statusOf(known);
  return status !== 'closed' && status !== 'withdrawn';
}

/** Throws for a customer who is erased: nothing new may be written of them. */
export function mustNotBeErased({ erased }: Pick<Customer, 'erased'>): void {
  must(!erased, 'intake.customer-is-erased', 'The customer is erased.', 'Register the person as a new customer if they contact you again.');
}

function mustStandForItself(state: Customer): void {
  mustNotBeErased(state);
  must(state.mergedInto === null, 'intake.customer-is-merged', `The record is merged into customer ${state.mergedInto}.`, 'Use that customer, or unmerge the two first.');
}
