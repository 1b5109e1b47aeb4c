import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SMTPServer, SMTPServerOptions } from 'smtp-server';

/** A request that a webhook received. */
export interface Hooked {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Receives webhooks on this machine and answers as it is told. */
export class HookReceiver {
  readonly received: Hooked[] = [];
  answer: { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string } | 'nothing' = { status: 204 };
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        if (this.answer === 'nothing') return;
        response.writeHead(this.answer.status, this.answer.headers).end(this.answer.body);
      });
    });
  }

  static async open(): Promise<HookReceiver> {
    const receiver = new HookReceiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

/** A mail as the server got it: whom the envelope names, and the raw message. */
export interface Mailed {
  readonly to: readonly string[];
  readonly raw: string;
}

/** A real SMTP server on this machine. */
export class MailReceiver {
  readonly received: Mailed[] = [];
  /** What it says to a mail; undefined: it takes it. */
  refuses: { readonly code: number; readonly text: string } | undefined;
  private server: SMTPServer | undefined;
  port = 0;

  private constructor(private readonly options: SMTPServerOptions) {}

  static async open(options: SMTPServerOptions = {}): Promise<MailReceiver> {
    const receiver = new MailReceiver(options);
    await receiver.start();
    return receiver;
  }

  /** Listens, at the port that it had before if it had one. Takes mail without TLS and without a name unless the options say otherwise. */
  async start(): Promise<void> {
    // Loaded only by tests that send mail.
    const { SMTPServer: Server } = await import('smtp-server');
    const server = new Server({
      authOptional: true, logger: false, ...this.options,
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.refuses) return callback(Object.assign(new Error(this.refuses.text), { responseCode: this.refuses.code }));
          this.received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
          callback();
        });
      },
    });
    // Clients that give up are no trouble of the test.
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
    this.server = server;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}
