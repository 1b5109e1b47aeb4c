import { createHmac, type KeyObject } from 'node:crypto';

/** What a secret begins with when it is shown, by the Standard Webhooks specification 1.0. */
export const SECRET_PREFIX = 'whsec_';

/** The three headers by which a receiver knows who sent a body, that it is whole, and that it is not an old one: Standard Webhooks 1.0, symmetric. */
export function signed(id: string, seconds: number, body: string, secrets: readonly KeyObject[]): Readonly<Record<string, string>> {
  const signatures = secrets.map((secret) => `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`);
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') };
}
