import { connect } from 'node:net';

const WITHIN_MS = 1_000;
const METADATA = 3;
const VERSION = 5;
/** Where the number of brokers stands in the answer: after its length, the correlation id and the throttle time. */
const BROKER_COUNT_AT = 12;

/**
 * True when the broker at `host:port` takes requests and counts itself as a live member of its cluster. Asks in Kafka's own
 * protocol, in some milliseconds: an admin client of kafkajs backs off between its tries and costs a start 0.5 s.
 */
export function isBrokerReady(address: string): Promise<boolean> {
  const [, host = '', port] = /^(.*):(\d+)$/.exec(address) ?? [];
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? 9092) });
    const answer = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    let received = Buffer.alloc(0);
    socket.setTimeout(WITHIN_MS, () => answer(false)).once('error', () => answer(false)).once('end', () => answer(false));
    socket.once('connect', () => socket.write(metadataRequest()));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= BROKER_COUNT_AT + 4) answer(received.readInt32BE(BROKER_COUNT_AT) > 0);
    });
  });
}

/** A Metadata request that asks for brokers and no topics: length, then api, version, correlation id, client id, topics, no creation. */
function metadataRequest(): Buffer {
  const client = Buffer.from('amends');
  const request = Buffer.alloc(4 + 10 + client.length + 5);
  request.writeInt32BE(request.length - 4, 0);
  request.writeInt16BE(METADATA, 4);
  request.writeInt16BE(VERSION, 6);
  request.writeInt32BE(1, 8);
  request.writeInt16BE(client.length, 12);
  client.copy(request, 14);
  return request;
}
