import { messagesOf } from './server-sent.js';

async function* parts(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function all(...texts: readonly string[]): Promise<unknown[]> {
  const messages: unknown[] = [];
  for await (const message of messagesOf(parts(...texts))) messages.push(message);
  return messages;
}

describe('server-sent events', () => {
  it('are read with their positions, wherever the bytes were parted, and without comments', async () => {
    expect(await all('retry: 2000\n\nevent: put\nid: 1:2:\nda', 'ta: {"a":1}\n', '\n:\n\nevent: gone\ndata: {}\n\nevent: half')).toEqual([
      { event: 'put', id: '1:2:', data: { a: 1 } }, { event: 'gone', id: undefined, data: {} },
    ]);
  });
});
