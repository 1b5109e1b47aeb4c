import { isReference } from '@amends/contracts';
import { invalidRequest, isUuid } from '@amends/runtime';

/** How a complaint is asked for: by its id, or by the reference that the customer says on the phone. */
export type ComplaintKey = { readonly complaint: string } | { readonly reference: string };

/** Reads an id or a spoken reference; spaces and hyphens do not matter. Throws a 400 problem that says what to ask the customer. */
export function complaintKeyOf(said: string): ComplaintKey {
  const digits = said.replace(/[\s-]/g, '');
  if (isUuid(said)) return { complaint: said };
  if (isReference(digits)) return { reference: digits };
  throw invalidRequest([/^\d{6,19}$/.test(digits) ? MISHEARD : NEITHER]);
}

const MISHEARD = {
  field: 'id',
  message: 'the check digit does not match: a digit was misheard or mistyped',
  remedy: 'ask to repeat the reference digit by digit, and type it again',
};

const NEITHER = {
  field: 'id',
  message: 'must be the UUID of a complaint or its reference',
  remedy: 'write the reference as 10 or more digits, such as 2600000014, or the id as 01938f3e-7c1a-7b3c-9d2e-5f6a7b8c9d0e',
};
