// What the Jest runs and the keeper know of each other, in the folder `.amends-test` of the workspace.
const { readFileSync, readdirSync, rmSync } = require('node:fs');
const { join, resolve } = require('node:path');

const FOLDER = resolve(__dirname, '../../.amends-test');

/** Where the servers are, once a living keeper has started them. */
function readServers() {
  const servers = readJson(join(FOLDER, 'servers.json'));
  return servers && isRunning(servers.keeper) ? servers : undefined;
}

/** True when a Jest run that uses the servers still runs; marks of runs that have ended are swept. */
function isAnyRunAlive() {
  const runs = readdirSync(join(FOLDER, 'runs'));
  const ended = runs.filter((run) => !isRunning(Number(run)));
  for (const run of ended) rmSync(join(FOLDER, 'runs', run), { force: true });
  return runs.length > ended.length;
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return error.code === 'EPERM' || (error.code === 'ENOENT' && process.platform !== 'linux');
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

module.exports = { FOLDER, readServers, isAnyRunAlive, isRunning, readJson };
