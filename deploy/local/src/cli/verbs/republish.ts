import type { Transport } from '@amends/eventing';
import { Home, readLive } from '../../launcher/index.js';
import { Refused } from '../refused.js';
import type { Verb } from '../verb.js';

/** `amends republish`: the topics made anew from the logs, which are the truth. */
export const republish: Verb<object> = {
  name: 'republish',
  summary: 'Publish all logs again into a Kafka that has lost events or never had them; readers recognise what they know.',
  example: 'npx amends republish',
  async run(_options, output) {
    const running = readLive(Home.fromEnvironment());
    if (!running) throw new Refused('Amends is not running.', 'Start it, so that PostgreSQL and Kafka are there: npx amends start --detach');
    // Only here, because they take a second to load and no other verb needs them.
    const { SERVICES: LOGS } = await import('@amends/contracts');
    const { Database, EventLog, KafkaTransport, LocalTransport, republish: publishAnew, SystemClock } = await import('@amends/eventing');
    const { SERVICE_NAMES, schemaOf } = await import('@amends/runtime');
    const databases = SERVICE_NAMES.map((name) => Database.open(running.postgres.url, schemaOf(name), 2));
    const transport: Transport = running.kafka ? new KafkaTransport(running.kafka.brokers.split(','), 'amends', { topicPrefix: process.env['AMENDS_TOPIC_PREFIX'] ?? '' }) : new LocalTransport(running.postgres.url);
    try {
      const logs = LOGS.map((name) => {
        const database = databases[SERVICE_NAMES.indexOf(name)]!;
        return { database, log: new EventLog(database, name, new SystemClock()) };
      });
      const progress = await output.progress('Publishing', 0);
      const { published, generation } = await publishAnew({ logs, allDatabases: databases, transport, onProgress: (done, total) => progress.update(Number(done), Number(total)) });
      progress.end();
      output.result({ published: Number(published), generation }, `${published} events are published again, as generation ${generation}. Relays and readers go on by themselves.`);
    } finally {
      await transport.close();
      await Promise.all(databases.map((database) => database.close()));
    }
  },
};
