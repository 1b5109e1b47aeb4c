import { invalidRequest } from '@amends/runtime';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { RegisterCustomerRequest } from './customer.requests.js';
import type { Identity } from './decide.js';

/** A phone number as E.164, in any spelling; without a country code it is one of the country. A 400 problem names the field. */
export function phoneOf(phone: string, country: string | undefined): string {
  const parsed = parsePhoneNumberFromString(phone, country && isSupportedCountry(country) ? country : undefined);
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

/** The personal words of a request, normalised; they are sealed in the event and clear in one erasable table. */
export function identityOf({ name, phone, email, address }: Pick<RegisterCustomerRequest, 'name' | 'phone' | 'email' | 'address'>, country: string | undefined): Identity {
  return {
    ...(name ? { name } : {}),
    ...(phone ? { phone: phoneOf(phone, country) } : {}),
    ...(email ? { email: emailOf(email) } : {}),
    ...(address ? { address } : {}),
  };
}
