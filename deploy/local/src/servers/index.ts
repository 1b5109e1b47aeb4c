export { freePort, isPortFree } from './free-port.js';
export { isBrokerReady } from './kafka-ready.js';
export { KafkaUnavailable } from './kafka-jars.js';
export { liveBroker, startKafka, type KafkaOptions } from './kafka.js';
export { livePostmaster, startPostgres, type PostgresOptions } from './postgres.js';
export { birth, commandLine, isAlive, isProcess, signalProcess, stopProcess, waitForEnd, whenEnded } from './processes.js';
export type { Log, RunningServer } from './running-server.js';
