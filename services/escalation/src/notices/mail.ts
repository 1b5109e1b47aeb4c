import type { MailSettings } from '@amends/runtime';
import { readFileSync } from 'node:fs';
import type { Address, Carrier, Outcome, Sending } from './carrier.js';

/** A server that does not answer holds nobody up for longer. */
const TIMEOUT_MS = 10_000;

/** The part of nodemailer that is used here. */
interface Mailer {
  sendMail(mail: Readonly<Record<string, unknown>>): Promise<{ readonly response?: string }>;
  close(): void;
}

/** Sends letters by e-mail through the company's SMTP server. */
export class Mail implements Carrier {
  readonly channel = 'email';
  private mailer: Promise<Mailer> | undefined;

  constructor(private readonly settings: MailSettings) {}

  reaches({ email }: Address): boolean {
    return email !== null;
  }

  async carry({ id, letter: { subject, lines } }: Sending, { email }: Address): Promise<Outcome> {
    const { from } = this.settings;
    try {
      this.mailer ??= open(this.settings);
      const { response = '' } = await (await this.mailer).sendMail({
        // Addresses as objects and one line for the subject: nothing that stands in them becomes another header.
        from: { name: 'Amends', address: from }, to: { name: '', address: email }, subject: subject.replace(/\s+/g, ' '), text: lines.join('\n'), html: htmlOf(lines),
        messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`, headers: { 'auto-submitted': 'auto-generated' }, disableFileAccess: true, disableUrlAccess: true,
      });
      return { arrived: true, answer: codeIn(response) ?? 'sent' };
    } catch (error) {
      const { responseCode, code } = error as { readonly responseCode?: number; readonly code?: string };
      return { arrived: false, answer: String(responseCode ?? code ?? 'unknown') };
    }
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    (await this.mailer)?.close();
    this.mailer = undefined;
  }
}

/** Loaded at the first letter: most processes never send one, and it takes a tenth of a second. */
async function open({ url, tls, caFile }: MailSettings): Promise<Mailer> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? (secure ? 465 : 587) : Number(port), secure, requireTLS: !secure && tls === 'required', ignoreTLS: !secure && tls === 'none',
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...(caFile === undefined ? {} : { tls: { ca: readFileSync(caFile) } }),
    pool: true, maxConnections: 2, connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS,
  }) as unknown as Mailer;
}

/** Plain paragraphs; what looks like an address of the console is a link. */
function htmlOf(lines: readonly string[]): string {
  const paragraphs = lines.map((line) => (line === '' ? '<hr>' : `<p>${escaped(line).replace(/https?:\/\/\S+/g, (url) => `<a href="${url}">${url}</a>`)}</p>`));
  return `<!doctype html><html><body>${paragraphs.join('')}</body></html>`;
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const codeIn = (response: string): string | undefined => /^\d{3}/.exec(response)?.[0];
