import { statusOf, type KnownComplaint, type Status } from '@amends/contracts';
import { must, Refusal } from '@amends/decider';
import type { Complaint } from './complaint.js';

const REMEDIES: Readonly<Partial<Record<Status, string>>> = {
  closed: 'Reopen it first if the customer is not satisfied.',
  resolved: 'Reopen it first if the customer is not satisfied.',
  withdrawn: 'Register a new complaint if the customer complains again.',
  linked: 'Work on the complaint that it is linked to, or unlink it.',
};

/** The complaint is worked on: not closed, withdrawn or linked to another. */
export function mustBeAlive(known: KnownComplaint): void {
  refuseWhen(known, ['closed', 'withdrawn', 'linked']);
}

/** The complaint is worked on and not resolved either. */
export function mustBeOpen(known: KnownComplaint): void {
  refuseWhen(known, ['closed', 'withdrawn', 'linked', 'resolved']);
}

/** A contact that a command names is one of this complaint. */
export function mustBeItsContact(contactId: string | null, { contacts }: Complaint): void {
  must(
    contactId === null || Object.hasOwn(contacts, contactId),
    'intake.unknown-contact',
    'The contact is not one of this complaint.',
    'Leave contactId out, or give the id of a contact of this complaint.',
  );
}

function refuseWhen(known: KnownComplaint, statuses: readonly Status[]): void {
  const status = statusOf(known);
  if (!statuses.includes(status)) return;
  throw new Refusal(`intake.complaint-is-${status}`, `The complaint is ${status}.`, REMEDIES[status]);
}
