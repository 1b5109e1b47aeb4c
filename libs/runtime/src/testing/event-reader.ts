import { get, type IncomingMessage } from 'node:http';

/** One message of a stream of server-sent events. */
export interface Heard {
  readonly event: string;
  readonly id?: string;
  readonly data: Record<string, unknown>;
}

/** Reads server-sent events as a browser does. */
export class EventReader {
  readonly heard: Heard[] = [];
  /** Comments, by which a server shows that it is there. */
  beats = 0;
  private text = '';
  private readonly decoder = new TextDecoder();

  private constructor(
    readonly status: number,
    private readonly answer: IncomingMessage,
    private readonly parts: AsyncIterator<Buffer> = answer[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
  ) {}

  /** Opens a stream on a connection of its own. */
  static async open(url: string, headers: Record<string, string>): Promise<EventReader> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => get(url, { headers, agent: false }, resolve).on('error', reject));
    return new EventReader(answer.statusCode!, answer);
  }

  /** The position after the last message that told one. */
  get lastId(): string {
    return this.heard.findLast(({ id }) => id !== undefined)!.id!;
  }

  /** Reads on until so many messages of that kind are heard; throws when the stream ends before. */
  async until(event: string, count = 1): Promise<readonly Heard[]> {
    for (;;) {
      const found = this.heard.filter((one) => one.event === event);
      if (found.length >= count) return found;
      if (!(await this.read())) throw new Error(`the stream ended after ${this.heard.map((one) => one.event).join(', ')}`);
    }
  }

  /** The message at a place, once it is heard; undefined when the stream ended before. */
  async next(at: number): Promise<Heard | undefined> {
    while (this.heard.length <= at) if (!(await this.read())) return undefined;
    return this.heard[at];
  }

  /** Reads to the end. */
  async toTheEnd(): Promise<readonly Heard[]> {
    while (await this.read());
    return this.heard;
  }

  close(): void {
    this.answer.destroy();
  }

  private async read(): Promise<boolean> {
    const { done, value } = await this.parts.next();
    if (done) return false;
    this.text += this.decoder.decode(value, { stream: true });
    const messages = this.text.split('\n\n');
    this.text = messages.pop()!;
    for (const message of messages) this.take(message);
    return true;
  }

  private take(message: string): void {
    const fields = new Map(message.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
    const event = fields.get('event');
    if (event === undefined) this.beats += Number(fields.has(''));
    else this.heard.push({ event, ...(fields.has('id') ? { id: fields.get('id')! } : {}), data: JSON.parse(fields.get('data')!) as Record<string, unknown> });
  }
}
