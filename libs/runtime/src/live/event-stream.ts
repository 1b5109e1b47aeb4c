import type { FastifyReply } from 'fastify';
import { once } from 'node:events';

/** Bytes that may wait for a reader who does not keep up: more, and the connection is cut; what was missed is there when it comes back. */
const MOST_WAITING = 256 * 1024;
/** So long a reader may take nothing at all of what waits. */
const MOST_IDLE_MS = 5000;
/** Milliseconds after which a client that lost its stream comes back. */
const RETRY_MS = 2000;

/** One message of a stream; `id` is the position after it. */
export interface Message {
  readonly event: string;
  readonly data: unknown;
  readonly id?: string;
}

/** Server-sent events to one client. */
export class EventStream {
  private readonly gone = new AbortController();

  private constructor(
    private readonly raw: FastifyReply['raw'],
    private readonly mostIdleMs: number,
  ) {
    raw.once('close', () => this.gone.abort());
  }

  /** Begins the answer. Its connection is for nothing else, so that a server that closes need not wait for it to fall idle. */
  static open(reply: FastifyReply, mostIdleMs = MOST_IDLE_MS): EventStream {
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close', 'amends-request': String(reply.getHeader('amends-request')),
    });
    const stream = new EventStream(reply.raw, mostIdleMs);
    stream.write(`retry: ${RETRY_MS}\n\n`);
    return stream;
  }

  /** False once either side has ended it. */
  get isOpen(): boolean {
    return !this.raw.writableEnded && !this.raw.destroyed;
  }

  /** Hears when the connection is gone, whoever ended it. */
  onClose(listener: () => void): void {
    this.raw.once('close', listener);
  }

  send({ event, data, id }: Message): void {
    this.write(`event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
  }

  /** A comment, by which both sides notice a connection that is gone. */
  beat(): void {
    this.write(':\n\n');
  }

  /** Says why, and ends. */
  end(because: 'token-expired' | 'out-of-scope' | 'stopping'): void {
    if (!this.isOpen) return;
    this.send({ event: 'end', data: { because } });
    this.raw.end();
  }

  /** Resolves when what was sent is on its way, so that a long past is told no faster than it is read; cuts a reader who takes nothing. */
  async drained(): Promise<void> {
    if (!this.isOpen || !this.raw.writableNeedDrain) return;
    const cut = AbortSignal.timeout(this.mostIdleMs);
    await once(this.raw, 'drain', { signal: AbortSignal.any([cut, this.gone.signal]) }).catch(() => undefined);
    if (cut.aborted) this.raw.destroy();
  }

  private write(text: string): void {
    if (!this.isOpen) return;
    this.raw.write(text);
    if (this.raw.writableLength > MOST_WAITING) this.raw.destroy();
  }
}
