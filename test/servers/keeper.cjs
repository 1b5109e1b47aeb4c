// Keeps PostgreSQL and Kafka for Jest: starts them, tells where they are in servers.json, and stops them two seconds after the last
// run has ended. One keeper per workspace: a second one ends at once.
const { mkdirSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout: sleep } = require('node:timers/promises');
const { FOLDER, isAnyRunAlive, isRunning, readJson } = require('./test-folder.cjs');
const { KafkaUnavailable, liveBroker, livePostmaster, startKafka, startPostgres } = require('../../deploy/local/dist/servers/index.js');

const LINGER_MS = 2000;
const LOCK = join(FOLDER, 'keeper.json');
const SERVERS = join(FOLDER, 'servers.json');
const POSTGRES = join(FOLDER, 'postgres');
const KAFKA = join(FOLDER, 'kafka');
let stopping = false;

async function main() {
  if (!takeLock()) return;
  const [postgres, kafka] = await Promise.all([startFreshPostgres(), startFreshKafka()]);
  // Without its servers a keeper would only keep others from starting new ones.
  for (const server of [postgres, kafka]) server?.exited.then(() => (stopping = true));
  const servers = { keeper: process.pid, databaseUrl: postgres.url, kafkaBrokers: kafka?.url };
  announce(servers);
  await untilUnused(() => announce(servers));
  await Promise.all([postgres.stop(), kafka?.stop()]);
  rmSync(LOCK, { force: true });
}

/** A file that exists only once; one left by a keeper that is gone is taken over. */
function takeLock() {
  const holder = readJson(LOCK);
  if (holder && isRunning(holder.pid)) return false;
  rmSync(LOCK, { force: true });
  try {
    writeFileSync(LOCK, JSON.stringify({ pid: process.pid }), { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** Old test data is thrown away, so that it never piles up; servers that still run are taken over as they are. */
function startFreshPostgres() {
  if (!livePostmaster(POSTGRES)) rmSync(join(POSTGRES, 'data'), { recursive: true, force: true });
  return startPostgres({ dir: POSTGRES, durable: false });
}

async function startFreshKafka() {
  if (!liveBroker(KAFKA)) rmSync(join(KAFKA, 'data'), { recursive: true, force: true });
  try {
    return await startKafka({ dir: KAFKA });
  } catch (error) {
    if (!(error instanceof KafkaUnavailable)) throw error;
    console.log(`No Kafka for the tests: ${error.message}`);
    return undefined;
  }
}

function announce(servers) {
  writeFileSync(`${SERVERS}.new`, JSON.stringify(servers), { mode: 0o600 });
  renameSync(`${SERVERS}.new`, SERVERS);
}

/** A run marks itself before it looks for servers; so they are withdrawn before the last look at the marks, and nobody is left with servers that stop. */
async function untilUnused(announceAgain) {
  for (let lastUse = Date.now(); !stopping; await sleep(250)) {
    if (isUsed()) lastUse = Date.now();
    if (Date.now() - lastUse < LINGER_MS) continue;
    rmSync(SERVERS, { force: true });
    if (!isUsed()) return;
    announceAgain();
  }
  rmSync(SERVERS, { force: true });
}

const isUsed = () => process.env.AMENDS_TEST_KEEP === '1' || isAnyRunAlive();

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => (stopping = true));
mkdirSync(join(FOLDER, 'runs'), { recursive: true });
main().catch((error) => {
  console.error(error);
  rmSync(LOCK, { force: true });
  process.exitCode = 1;
});
