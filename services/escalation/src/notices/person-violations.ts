import { isZone } from '@amends/policy';
import type { FieldError } from '@amends/runtime';
import { isIP } from 'node:net';
import type { AddressFilter } from './address-filter.js';
import type { NoticePersonRequest, PreferencesRequest } from './notices.requests.js';
import { LEAST_OPEN_MINUTES, openMinutes, type Preferences, type Rhythm } from './preferences.js';

/** What is wrong with how somebody wants to be told, beyond the form of each field. */
export function preferenceViolations({ zone, quiet, rhythm }: PreferencesRequest): readonly FieldError[] {
  return [
    ...when(!isZone(zone), 'zone', 'must be an IANA time zone', 'write it as Asia/Shanghai or Europe/Berlin'),
    ...when(openMinutes(quiet) < LEAST_OPEN_MINUTES, 'quiet', 'leaves nothing of the week', 'leave an hour of the week that is not quiet, or take out the addresses'),
    ...when(rhythm.how === 'every' && rhythm.minutes === undefined, 'rhythm.minutes', 'is missing', 'say every how many minutes, from 5 to 1440'),
    ...when(rhythm.how === 'daily' && rhythm.at === undefined, 'rhythm.at', 'is missing', 'say at which time of the day, like 08:00'),
    ...when(rhythm.how !== 'every' && rhythm.minutes !== undefined, 'rhythm.minutes', 'has no meaning here', 'leave it out, or set rhythm.how to every'),
    ...when(rhythm.how !== 'daily' && rhythm.at !== undefined, 'rhythm.at', 'has no meaning here', 'leave it out, or set rhythm.how to daily'),
  ];
}

/** The same with where they are told. A name is judged again whenever something is sent. */
export function personViolations(request: NoticePersonRequest, filter: AddressFilter): readonly FieldError[] {
  return [...preferenceViolations(request), ...(request.webhookUrl === undefined ? [] : urlViolations(request.webhookUrl, filter))];
}

function urlViolations(text: string, filter: AddressFilter): readonly FieldError[] {
  const field = 'webhookUrl';
  if (!URL.canParse(text)) return when(true, field, 'must be an address', 'write it as https://hooks.example.com/amends');
  const { protocol, username, password, hostname, hash } = new URL(text);
  const host = hostname.replace(/^\[|\]$/g, '');
  return [
    ...when(protocol !== 'https:' && protocol !== 'http:', field, 'must begin with https:// or http://', 'write it as https://hooks.example.com/amends'),
    ...when(username !== '' || password !== '', field, 'must not hold a name or password', 'check the signature instead; it tells that it was Amends'),
    ...when(hash !== '', field, 'must have no part after #', 'leave that part out'),
    ...when(isIP(host) !== 0 && !filter.allows(host), field, 'is an address of a private network', 'name its network in AMENDS_WEBHOOK_NETWORKS, or give a public address'),
  ];
}

const when = (isWrong: boolean, field: string, message: string, remedy: string): readonly FieldError[] => (isWrong ? [{ field, message, remedy }] : []);

/** What was sent as it is kept. */
export const preferencesFrom = ({ language, zone, quiet, graveAtOnce, rhythm }: PreferencesRequest): Preferences => ({
  language, zone, quiet: quiet.map(({ days, from, to }) => ({ days, from, to })), graveAtOnce, rhythm: rhythmFrom(rhythm),
});

function rhythmFrom({ how, minutes, at }: PreferencesRequest['rhythm']): Rhythm {
  if (how === 'every') return { how, minutes: minutes! };
  return how === 'daily' ? { how, at: at! } : { how };
}
