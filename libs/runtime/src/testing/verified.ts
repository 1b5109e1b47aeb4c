import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Hooked } from './receivers.js';

/** Whether a receiver that follows the Standard Webhooks specification believes a request: written from the specification, with nothing of the sender's code. */
export function verified(secret: string, { headers, body }: Hooked, nowSeconds: number): boolean {
  const header = (name: string): string => String(headers[name] ?? '');
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const timestamp = Number(header('webhook-timestamp'));
  if (!Number.isInteger(timestamp) || Math.abs(nowSeconds - timestamp) > 300) return false;
  const expected = createHmac('sha256', key).update([header('webhook-id'), header('webhook-timestamp'), body].join('.')).digest();
  return header('webhook-signature').split(' ').some((one) => {
    const [version, signature] = one.split(',') as [string, string | undefined];
    const given = Buffer.from(signature ?? '', 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
