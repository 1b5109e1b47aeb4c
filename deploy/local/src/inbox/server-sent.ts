/** One message of a stream of server-sent events. */
export interface ServerSent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: unknown;
}

/** The messages of a stream, as they come; comments, by which a server shows that it is there, are left out. */
export async function* messagesOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSent> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of body) {
    const blocks = (text + decoder.decode(part, { stream: true })).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const message = messageOf(block);
      if (message) yield message;
    }
  }
}

function messageOf(block: string): ServerSent | undefined {
  const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const));
  const event = fields.get('event');
  return event === undefined ? undefined : { event, id: fields.get('id'), data: JSON.parse(fields.get('data') ?? 'null') as unknown };
}
