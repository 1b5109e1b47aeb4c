import type { Clock } from '@amends/eventing';
import type { KeyObject } from 'node:crypto';
import { lookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { AddressFilter } from './address-filter.js';
import type { Address, Carrier, Outcome, Sending } from './carrier.js';
import { signed } from './signature.js';

/** From the look-up of the name to the end of the answer; what takes longer is tried again. */
const TIMEOUT_MS = 10_000;
/** Of an answer nothing is kept; whoever sends more than this is not listened to. */
const MOST_ANSWER_BYTES = 64 * 1024;

/** What a webhook is sent with. */
export interface WebhookParts {
  readonly clock: Clock;
  readonly filter: AddressFilter;
  /** Opens a sealed secret of a person. */
  readonly open: (sealed: string, person: string) => KeyObject;
  readonly timeoutMs?: number;
}

/** Posts letters as JSON, signed; only to addresses that the filter lets through, found out when the connection is made. */
export class Webhook implements Carrier {
  readonly channel = 'webhook';

  constructor(private readonly parts: WebhookParts) {}

  reaches({ webhookUrl }: Address): boolean {
    return webhookUrl !== null;
  }

  async carry(sending: Sending, { webhookUrl, webhookSecrets }: Address): Promise<Outcome> {
    const { clock, filter, open, timeoutMs = TIMEOUT_MS } = this.parts;
    try {
      const url = new URL(webhookUrl!);
      const now = clock.now();
      const body = JSON.stringify(payloadOf(sending));
      const secrets = webhookSecrets.filter(({ until }) => until === null || Date.parse(until) > now).map(({ sealed }) => open(sealed, sending.person));
      const headers = { 'content-type': 'application/json', 'user-agent': 'Amends', ...signed(sending.id, Math.floor(now / 1000), body, secrets) };
      const status = await post(url, body, { headers, lookup: guarded(filter), signal: AbortSignal.timeout(timeoutMs) }, filter);
      return { arrived: status >= 200 && status < 300, answer: String(status) };
    } catch (error) {
      return { arrived: false, answer: wordFor(error) };
    }
  }
}

/** What is posted, the same at every try: the kind of thing it is about, when it was written, and the letter as data. */
const payloadOf = ({ person, writtenAt, letter: { subject, lines, isDigest, items, more } }: Sending): object => ({
  type: isDigest ? 'digest' : (items[0]?.kind ?? 'test'),
  timestamp: writtenAt,
  data: { person, subject, text: lines.join('\n'), complaints: items, more },
});

/** The filter turned an address away. */
class Refused extends Error {
  readonly code = 'address-refused';
}

/** Sends a body and resolves with the status; a redirect is an answer like any other. */
function post(url: URL, body: string, options: RequestOptions, filter: AddressFilter): Promise<number> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // For an address nothing is looked up, so that only here it can be judged.
  if (isIP(host) !== 0 && !filter.allows(host)) throw new Refused();
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, { ...options, method: 'POST', agent: false }, (answer) => drained(answer).then(resolve, reject));
    sent.on('error', reject);
    sent.end(body);
  });
}

function drained(answer: IncomingMessage): Promise<number> {
  let bytes = 0;
  return new Promise((resolve, reject) => {
    answer.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_ANSWER_BYTES) answer.destroy();
    });
    // Whoever hangs up after the status has answered.
    answer.on('close', () => resolve(answer.statusCode!));
    answer.on('error', reject);
  });
}

/** Looks a name up and lets only allowed addresses through: the connection goes to what was judged, so that a name cannot mean another address a moment later. */
const guarded = (filter: AddressFilter): LookupFunction => (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, '');
    const allowed = addresses.filter(({ address }) => filter.allows(address));
    const [first] = allowed;
    if (!first) return callback(new Refused() as NodeJS.ErrnoException, '');
    return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
  });
};

/** Why there was no answer, in a word: messages of errors name addresses. */
function wordFor(error: unknown): string {
  const { name, code } = error as { readonly name?: string; readonly code?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ABORT_ERR') return 'timeout';
  return typeof code === 'string' ? code : (name ?? 'unknown');
}
