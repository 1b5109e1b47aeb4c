import { connect } from 'node:net';
import { Kafka, logLevel } from 'kafkajs';

process.env['KAFKAJS_NO_PARTITIONER_WARNING'] ??= '1';

/** True when the broker at `host:port` takes requests and counts itself as a live member of its cluster. */
export async function isBrokerReady(address: string): Promise<boolean> {
  if (!(await listens(address))) return false;
  const admin = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING, retry: { retries: 0 }, connectionTimeout: 1000 }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** A bare connection first: it costs nothing while the broker is still booting. */
function listens(address: string): Promise<boolean> {
  const [host, port] = address.split(':');
  return new Promise((resolve) => {
    const socket = connect({ host: host!, port: Number(port), timeout: 1000 });
    const answer = (up: boolean) => (socket.destroy(), resolve(up));
    socket.once('connect', () => answer(true)).once('error', () => answer(false)).once('timeout', () => answer(false));
  });
}
