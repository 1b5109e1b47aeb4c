import { invalidRequest } from '@amends/runtime';
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import type { RegisterCustomerRequest } from './customer.requests.js';

/** A phone number as E.164, or a 400 problem that names the field. */
export function phoneOf(phone: string, country?: CountryCode): string {
  const parsed = parsePhoneNumberFromString(phone, country);
  if (parsed?.isPossible()) return parsed.number;
  throw invalidRequest([{ field: 'phone', message: 'must be a phone number', remedy: 'write it with the country code: +49 30 1234567' }]);
}

/** An e-mail address in the form in which two spellings of the same one are equal, or a 400 problem. */
export function emailOf(email: string): string {
  const normal = email.trim().normalize('NFKC').toLowerCase();
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(normal)) return normal;
  throw invalidRequest([{ field: 'email', message: 'must be an e-mail address', remedy: 'write it as name@example.org' }]);
}

/** An IANA zone that this machine knows, or a 400 problem. */
export function zoneOf(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    throw invalidRequest([{ field: 'zone', message: 'must be an IANA time zone', remedy: 'write it like Europe/Berlin or Asia/Shanghai; UTC is fine' }]);
  }
}

/** The personal words of a registration, normalised; they are sealed in the event and clear in one erasable table. */
export function identityOf({ name, phone, email, address }: RegisterCustomerRequest): Readonly<Record<string, string>> {
  return {
    ...(name ? { name } : {}),
    ...(phone ? { phone: phoneOf(phone) } : {}),
    ...(email ? { email: emailOf(email) } : {}),
    ...(address ? { address } : {}),
  };
}
