import { closing } from '@amends/eventing/testing';
import { SystemClock } from '@amends/eventing';
import { HookReceiver, MailReceiver, verified } from '@amends/runtime/testing';
import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AddressFilter } from './address-filter.js';
import type { Address, Carrier, Sending } from './carrier.js';
import { Mail } from './mail.js';
import { selfSigned } from './testing/self-signed.js';
import { Webhook } from './webhook.js';

const ID = '0192a3b4-0000-7000-8000-000000000001';
const secrets = [randomBytes(32), randomBytes(32)];
const shown = (nth: number): string => `whsec_${secrets[nth]!.toString('base64')}`;
const sending: Sending = {
  id: ID, person: 'p', writtenAt: '2026-11-02T12:00:00.000Z',
  letter: { subject: 'Grave: complaint 26 needs you\r\nBcc: thief@example.com', lines: ['Complaint 26 <b>is</b> with you. 投诉', 'Open it: https://amends.example.com/complaints/1'], isDigest: false, items: [], more: 0 },
};
const address: Address = { email: 'lead@example.com', webhookUrl: null, webhookSecrets: [{ sealed: '0', until: null }] };
const webhook = (allowed = ['127.0.0.0/8'], timeoutMs = 60_000): Webhook =>
  new Webhook({ clock: new SystemClock(), filter: new AddressFilter(allowed), open: (sealed) => createSecretKey(secrets[Number(sealed)]!), timeoutMs });

/** What is asked of every carrier. */
interface Trial {
  readonly carrier: Carrier;
  readonly address: Address;
  /** Ids of what arrived. */
  arrived(): readonly (string | undefined)[];
  refuse(): void;
  /** Nobody listens any more. */
  goAway(): Promise<void>;
  close(): Promise<void>;
}

async function webhookTrial(): Promise<Trial> {
  const receiver = await HookReceiver.open();
  return {
    carrier: webhook(), address: { ...address, webhookUrl: receiver.url }, arrived: () => receiver.received.map(({ headers }) => headers['webhook-id'] as string),
    refuse: () => void (receiver.answer = { status: 503 }), goAway: () => receiver.close(), close: () => receiver.close(),
  };
}

async function mailTrial(): Promise<Trial> {
  const receiver = await MailReceiver.open({ disabledCommands: ['STARTTLS'] });
  const carrier = new Mail({ url: receiver.url, from: 'amends@example.com', tls: 'none' });
  return {
    carrier, address, arrived: () => receiver.received.map(({ raw }) => /^Message-ID: <([^@]+)@example.com>/im.exec(raw)?.[1]),
    refuse: () => void (receiver.refuses = { code: 451, text: 'greylisted' }), goAway: () => receiver.close(),
    close: async () => {
      await carrier.close();
      await receiver.close();
    },
  };
}

describe.each([['webhook', webhookTrial], ['e-mail', mailTrial]])('a letter by %s', (_name, open) => {
  let trial: Trial;
  beforeEach(async () => {
    trial = await open();
  });
  afterEach(() => trial.close());

  it('arrives, and says the same id when it is sent again', async () => {
    const outcomes = [await trial.carrier.carry(sending, trial.address), await trial.carrier.carry(sending, trial.address)];
    expect(outcomes.map(({ arrived }) => arrived)).toEqual([true, true]);
    expect(trial.arrived()).toEqual([ID, ID]);
  });

  it('has not arrived when the receiver says so, with its code', async () => {
    trial.refuse();
    expect(await trial.carrier.carry(sending, trial.address)).toEqual({ arrived: false, answer: expect.stringMatching(/^(503|451)$/) });
  });

  it('has not arrived when nobody is there, in a word that names no address', async () => {
    await trial.goAway();
    const { arrived, answer } = await trial.carrier.carry(sending, trial.address);
    expect(arrived).toBe(false);
    expect(answer).toMatch(/^[A-Z]+$/);
  });

  it('cannot go to somebody without such an address', () => {
    const { carrier } = trial;
    expect([carrier.reaches(trial.address), carrier.reaches({ email: null, webhookUrl: null, webhookSecrets: [] })]).toEqual([true, false]);
  });
});

describe('a webhook', () => {
  let receiver: HookReceiver;
  const to = (url: string, more: Partial<Address> = {}): Address => ({ ...address, webhookUrl: url, ...more });
  const nowSeconds = (): number => Date.now() / 1000;

  beforeEach(async () => {
    receiver = await HookReceiver.open();
  });
  afterEach(() => receiver.close());

  it('is signed so that a receiver who has the secret believes it, and nobody else does', async () => {
    await webhook().carry(sending, to(receiver.url));
    const [hooked] = receiver.received;
    expect(verified(shown(0), hooked!, nowSeconds())).toBe(true);
    expect([verified(shown(1), hooked!, nowSeconds()), verified(shown(0), { ...hooked!, body: `${hooked!.body} ` }, nowSeconds()), verified(shown(0), hooked!, nowSeconds() + 301)]).toEqual([false, false, false]);
  });

  it('is signed with both secrets while one takes the place of the other, and with the new one only after that', async () => {
    const former = (until: string) => to(receiver.url, { webhookSecrets: [{ sealed: '1', until: null }, { sealed: '0', until }] });
    await webhook().carry(sending, former(new Date(Date.now() + 60_000).toISOString()));
    await webhook().carry(sending, former(new Date(Date.now() - 1).toISOString()));
    expect(receiver.received.map((hooked) => [verified(shown(0), hooked, nowSeconds()), verified(shown(1), hooked, nowSeconds())])).toEqual([[true, true], [false, true]]);
  });

  it('has the same body at every try', async () => {
    await webhook().carry(sending, to(receiver.url));
    await webhook().carry(sending, to(receiver.url));
    expect(receiver.received[0]!.body).toBe(receiver.received[1]!.body);
    expect(JSON.parse(receiver.received[0]!.body)).toMatchObject({ timestamp: sending.writtenAt, data: { person: 'p', subject: expect.any(String) } });
  });

  it('follows no redirect', async () => {
    receiver.answer = { status: 307, headers: { location: `${receiver.url}/elsewhere` } };
    expect(await webhook().carry(sending, to(receiver.url))).toEqual({ arrived: false, answer: '307' });
    expect(receiver.received).toHaveLength(1);
  });

  it.each(['http://127.0.0.1', 'http://[::1]', 'http://[::ffff:127.0.0.1]', 'http://2130706433', 'http://0x7f.1', 'http://localhost'])('does not go to this machine unless that is allowed: %s', async (host) => {
    expect(await webhook([]).carry(sending, to(`${host}:${receiver.port}/hook`))).toEqual({ arrived: false, answer: 'address-refused' });
    expect(receiver.received).toEqual([]);
  });

  it('goes to a name that is allowed once it is looked up', async () => {
    expect(await webhook(['127.0.0.0/8']).carry(sending, to(`http://localhost:${receiver.port}/hook`))).toEqual({ arrived: true, answer: '204' });
  });

  it('does not wait for somebody who never answers', async () => {
    receiver.answer = 'nothing';
    expect(await webhook(['127.0.0.0/8'], 100).carry(sending, to(receiver.url))).toEqual({ arrived: false, answer: 'timeout' });
  });

  it('stops listening to an answer without end', async () => {
    const sent = { bytes: 0 };
    const endless = await endlessServer(sent);
    expect(await webhook().carry(sending, to(`http://127.0.0.1:${endless.port}/`))).toEqual({ arrived: true, answer: '200' });
    expect(sent.bytes).toBeLessThan(64 * 1024 * 1024);
    await endless.close();
  });
});

/** Answers 200 and goes on for ever, as fast as it is listened to. */
async function endlessServer(sent: { bytes: number }): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    const more = (): void => {
      while (socket.writable && socket.write(chunk)) sent.bytes += chunk.length;
      sent.bytes += chunk.length;
    };
    socket.on('error', () => undefined).on('drain', more);
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
      more();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { port: (server.address() as { port: number }).port, close };
}

describe('an e-mail', () => {
  const receivers: MailReceiver[] = [];
  const open = async (options = {}): Promise<MailReceiver> => {
    const receiver = await MailReceiver.open(options);
    receivers.push(receiver);
    return receiver;
  };
  closing(async () => void (await Promise.all(receivers.map((receiver) => receiver.close()))));

  async function carry(settings: ConstructorParameters<typeof Mail>[0], to: Address = address) {
    const mail = new Mail(settings);
    try {
      return await mail.carry(sending, to);
    } finally {
      await mail.close();
    }
  }

  it('is plain text and the same as HTML, in which nothing of the text is markup', async () => {
    const receiver = await open({ disabledCommands: ['STARTTLS'] });
    await carry({ url: receiver.url, from: 'amends@example.com', tls: 'none' });
    const { raw } = receiver.received[0]!;
    const text = decoded(raw);
    expect(raw).toMatch(/content-type: multipart\/alternative/i);
    expect(text).toContain('Complaint 26 <b>is</b> with you. 投诉');
    expect(text).toContain('&#60;b&#62;is');
    expect(text).toContain('<a href="https://amends.example.com/complaints/1">');
  });

  it('goes only to the person, whatever stands in subject or address', async () => {
    const receiver = await open({ disabledCommands: ['STARTTLS'] });
    await carry({ url: receiver.url, from: 'amends@example.com', tls: 'none' });
    await carry({ url: receiver.url, from: 'amends@example.com', tls: 'none' }, { ...address, email: 'lead@example.com, thief@example.com' });
    expect(receiver.received.flatMap(({ to }) => to)).not.toContain('thief@example.com');
    expect(receiver.received[0]!.to).toEqual(['lead@example.com']);
    expect(receiver.received[0]!.raw).not.toMatch(/^Bcc:/im);
  });

  it('says who Amends is to a server that asks, and is not sent with a wrong password', async () => {
    const receiver = await open({ authOptional: false, allowInsecureAuth: true, disabledCommands: ['STARTTLS'], onAuth: (auth: { username?: string; password?: string }, _: unknown, callback: (error: Error | null, answer?: { user: string }) => void) =>
      (auth.username === 'amends' && auth.password === 'p@ss' ? callback(null, { user: 'amends' }) : callback(new Error('wrong'))) });
    const by = (login: string): string => receiver.url.replace('://', `://${login}@`);
    expect(await carry({ url: by('amends:p%40ss'), from: 'amends@example.com', tls: 'none' })).toMatchObject({ arrived: true });
    expect(await carry({ url: by('amends:guess'), from: 'amends@example.com', tls: 'none' })).toEqual({ arrived: false, answer: '535' });
  });

  it('is never sent in the clear when TLS is required, nor to a server whose certificate nobody vouches for', async () => {
    const [plain, stranger] = [await open({ disabledCommands: ['STARTTLS'] }), await open(selfSigned(new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)))];
    const outcomes = [await carry({ url: plain.url, from: 'amends@example.com', tls: 'required' }), await carry({ url: stranger.url, from: 'amends@example.com', tls: 'required' })];
    expect(outcomes).toEqual([{ arrived: false, answer: '500' }, { arrived: false, answer: 'ESOCKET' }]);
    expect([plain.received, stranger.received]).toEqual([[], []]);
  });

  it('goes over TLS to a server whose certificate the company vouches for, with STARTTLS and from the beginning', async () => {
    const { key, cert } = selfSigned(new Date(Date.now() - 60_000), new Date(Date.now() + 60_000));
    const [turning, secure] = [await open({ key, cert }), await open({ key, cert, secure: true })];
    const folder = mkdtempSync(join(tmpdir(), 'amends-mail-'));
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, cert);
    const common = { from: 'amends@example.com', tls: 'required', caFile } as const;
    const outcomes = [await carry({ ...common, url: `smtp://localhost:${turning.port}` }), await carry({ ...common, url: `smtps://localhost:${secure.port}` })];
    rmSync(folder, { recursive: true });
    expect(outcomes.map(({ arrived }) => arrived)).toEqual([true, true]);
  });
});

/** The parts of a message in clear, as far as they are quoted-printable or base64. */
const decoded = (raw: string): string =>
  raw.split(/\r?\n--[^\r\n]+/).map((part) => {
    const [head = '', ...body] = part.split(/\r?\n\r?\n/);
    const text = body.join('\n\n');
    if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString();
    return Buffer.from(text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))), 'latin1').toString();
  }).join('\n');
