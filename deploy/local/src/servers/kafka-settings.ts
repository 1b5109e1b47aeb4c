/** The broker's address and folder, of which its settings are made. */
export interface KafkaPlace {
  port: number;
  controllerPort: number;
  data: string;
}

/**
 * Settings of a one-node KRaft broker. With the default session timeout of 9 s a killed broker is fenced by its own ghost
 * and back after 11.7 s; with 1.5 s it is back after 3.0 s. The voter is named here, not in the formatted storage, so that
 * the controller may move to another port.
 */
export function kafkaSettings({ port, controllerPort, data }: KafkaPlace): string {
  const settings = {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'broker.session.timeout.ms': 1500,
    'broker.heartbeat.interval.ms': 300,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'log.retention.ms': -1,
  };
  return Object.entries(settings).map(([name, value]) => `${name}=${value}\n`).join('');
}
