import { ComplaintLinked, ComplaintUnlinked, fact, statusOf, type IntakeFact, type KnownComplaint } from '@amends/contracts';
import { must } from '@amends/decider';
import type { Complaint } from '../complaint.js';
import { mustBeAlive } from '../rules.js';
import type { Linking } from './links.js';

/** Says that this is the same complaint as another; of two links in a row nobody would find the end, so there are none. */
export function linkDuplicate(
  { id, to, other, hasFollowers }: { readonly id: string; readonly to: string } & Linking,
  _state: Complaint,
  known: KnownComplaint,
): readonly IntakeFact[] {
  if (known.linkedTo === to) return [];
  mustBeAlive(known);
  must(to !== id, 'intake.linked-to-itself', 'A complaint cannot be linked to itself.', 'Name the other complaint.');
  must(other.linkedTo !== id, 'intake.linked-in-a-circle', 'The other complaint is linked to this one.', 'Unlink the other one first, or work on this one.');
  must(other.linkedTo === null, 'intake.other-is-linked', 'The other complaint is itself linked to one.', `Link to that one instead: ${String(other.linkedTo)}.`);
  must(!hasFollowers, 'intake.others-are-linked-here', 'Other complaints are linked to this one.', 'Link the other complaint to this one, or unlink those first.');
  const status = statusOf(other);
  must(status === 'open' || status === 'resolved', 'intake.other-is-not-worked-on', `The other complaint is ${status}: nobody would work on either.`, 'Reopen the other one first, or work on this one.');
  return [fact(ComplaintLinked, { linkedTo: to })];
}

/** It was a complaint of its own after all; its clocks were kept. */
export function unlink(_state: Complaint, { linkedTo }: KnownComplaint): readonly IntakeFact[] {
  must(linkedTo !== null, 'intake.not-linked', 'The complaint is not linked to another.');
  return [fact(ComplaintUnlinked, { linkedTo })];
}
