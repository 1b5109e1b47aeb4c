// Jest's globalSetup: every spec finds PostgreSQL in AMENDS_TEST_DATABASE_URL and, where Java and Maven are, Kafka in
// AMENDS_TEST_KAFKA_BROKERS. The servers belong to a keeper (keeper.cjs), which stops them when the last run that uses them has ended,
// however it ended; so nothing is torn down here. AMENDS_TEST_KEEP=1 keeps them for the next run (stop them: node test/servers/stop.cjs).
const { spawn } = require('node:child_process');
const { existsSync, mkdirSync, openSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { FOLDER, isRunning, readServers } = require('./test-folder.cjs');

const KEEPER = join(__dirname, 'keeper.cjs');
const PATIENCE_MS = 180_000;

module.exports = async () => {
  if (process.env.AMENDS_TEST_DATABASE_URL) return;
  if (!existsSync(join(__dirname, '../../deploy/local/dist/servers/index.js'))) {
    throw new Error('The launcher is not built yet: run `npx tsc -b` (or `npm test`, which does) and start Jest again.');
  }
  const servers = await reachServers();
  process.env.AMENDS_TEST_DATABASE_URL = servers.databaseUrl;
  if (servers.kafkaBrokers) process.env.AMENDS_TEST_KAFKA_BROKERS = servers.kafkaBrokers;
};

async function reachServers() {
  mkdirSync(join(FOLDER, 'runs'), { recursive: true });
  writeFileSync(join(FOLDER, 'runs', String(process.pid)), '');
  let keeper;
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
    const servers = readServers();
    if (servers) return servers;
    // A keeper that is just stopping holds the folder a moment longer; a second one then ends at once and is tried again.
    if (!keeper || !isRunning(keeper.pid)) keeper = startKeeper();
  }
  throw new Error(`The test servers did not start. Look into ${join(FOLDER, 'keeper.log')}.`);
}

function startKeeper() {
  const log = openSync(join(FOLDER, 'keeper.log'), 'a');
  const keeper = spawn(process.execPath, [KEEPER], { detached: true, stdio: ['ignore', log, log] });
  keeper.unref();
  return keeper;
}
