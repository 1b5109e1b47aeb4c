import { ComplaintRedirected, ComplaintWithdrawn, ContactTurnedHostile, fact, type FactOf, type IntakeFact, type KnownComplaint } from '@amends/contracts';
import { must } from '@amends/decider';
import type { Complaint } from '../complaint.js';
import { mustBeAlive, mustBeItsContact, mustBeOpen } from '../rules.js';
import { wasSaid } from '../said.js';
import { wordsOf } from '../words-of.js';

/** A contact got out of hand; without its id when it was none that began here. */
export interface ReportHostility {
  readonly contactId: string | null;
  readonly note?: string | undefined;
}

/** Where a misdirected complaint belongs. */
export interface Redirect {
  readonly redirectId: string;
  readonly toUnit: string;
  readonly note?: string | undefined;
}

/** Why nothing more is owed. */
export type Withdraw = FactOf<typeof ComplaintWithdrawn>['data'] & { readonly explanation?: string | undefined };

/** Tells that a contact got out of hand, once for each contact; a superior is informed. */
export function reportHostility({ contactId, note }: ReportHostility, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  if (contactId !== null && state.hostileContacts.includes(contactId)) return [];
  mustBeAlive(known);
  mustBeItsContact(contactId, state);
  return [fact(ContactTurnedHostile, { contactId }, wordsOf({ note }))];
}

/** Passes a misdirected complaint on; whoever has it stays accountable until the next one accepts. */
export function redirect({ redirectId, toUnit, note }: Redirect, state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  const redirected = fact(ComplaintRedirected, { redirectId, toUnit }, wordsOf({ note }));
  if (wasSaid(state.said, redirected)) return [];
  mustBeOpen(known);
  must(known.owner?.unit !== toUnit, 'intake.owns-it-already', 'That unit owns the complaint already.', 'Name another unit.');
  return [redirected];
}

/** Takes the complaint back, because the customer did or because it was a mistake. */
export function withdraw({ because, explanation }: Withdraw, _state: Complaint, known: KnownComplaint): readonly IntakeFact[] {
  mustBeAlive(known);
  return [fact(ComplaintWithdrawn, { because }, wordsOf({ explanation }))];
}
