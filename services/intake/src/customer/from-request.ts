import { invalidRequest } from '@amends/runtime';
import type { CustomerRecord } from './customer.js';
import type { ConvenientHoursRequest, RegisterCustomerRequest, ReviseCustomerRequest } from './customer.requests.js';
import type { Clear } from './customers.js';
import { identityOf, zoneOf } from './identity.js';

/** The record that a registration asks for, defaults filled in: a new standard customer whose language and zone nobody knows. */
export const recordFrom = (request: RegisterCustomerRequest): CustomerRecord => ({
  ownReference: request.ownReference ?? null,
  tier: request.tier ?? 'standard',
  stage: request.stage ?? 'new',
  language: request.language ?? 'und',
  zone: zoneOf(request.zone ?? 'UTC'),
  convenientHours: hoursOf(request.convenientHours ?? []),
});

/** What a revision asks for. Throws a 400 problem when it both gives and forgets a field. */
export function revisionFrom(request: ReviseCustomerRequest, country: string | undefined): { readonly record: Partial<CustomerRecord>; readonly clear: Clear } {
  const { ownReference, tier, stage, language, zone, convenientHours, forget = [] } = request;
  const both = forget.find((field) => request[field] !== undefined);
  if (both) throw invalidRequest([{ field: 'forget', message: `names ${both}, which is given too`, remedy: 'either give the field or forget it' }]);
  return {
    record: {
      ...(ownReference === undefined ? {} : { ownReference }),
      ...(forget.includes('ownReference') ? { ownReference: null } : {}),
      ...(tier === undefined ? {} : { tier }),
      ...(stage === undefined ? {} : { stage }),
      ...(language === undefined ? {} : { language }),
      ...(zone === undefined ? {} : { zone: zoneOf(zone) }),
      ...(convenientHours === undefined ? {} : { convenientHours: hoursOf(convenientHours) }),
    },
    clear: { ...identityOf(request, country), ...Object.fromEntries(forget.filter((field) => field !== 'ownReference').map((field) => [field, null])) },
  };
}

const hoursOf = (hours: readonly ConvenientHoursRequest[]): CustomerRecord['convenientHours'] => hours.map(({ weekdays, from, to }) => ({ weekdays, from, to }));
