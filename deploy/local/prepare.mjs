// What every npm script goes through, with nothing but Node ≥ 20: install when needed, build when needed, then run the wanted thing
// on the Node that npm brought. Set-up lines go to stderr, so that `--json` output stays clean.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const NODE = join(ROOT, 'node_modules/node/bin/node');
const LOCK_STAMP = join(ROOT, 'node_modules/.amends-lock');
const BUILD_STAMP = join(ROOT, 'node_modules/.amends-build');
const JEST = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--maxWorkers=2'];

/** What `npm start` needs is built without the specs; everything else needs them too. */
const APP = { name: 'app', project: 'deploy/local/tsconfig.lib.json' };
const ALL = { name: 'all', project: 'tsconfig.json' };

const WANTED = {
  start: (args) => [build(APP), run('deploy/local/dist/cli/main.js', 'start', ...args)],
  test: (args) => [build(ALL), lint(), run(...JEST, ...args)],
  check: (args) => [build(ALL), lint(), run(...JEST, ...args, { AMENDS_TESTS: 'pure' })],
  bench: (args) => [build(ALL), run('test/dist/bench/main.js', ...args)],
  chaos: (args) => [build(ALL), run('test/dist/chaos/main.js', ...args)],
  simulate: (args) => [build(ALL), run('test/dist/simulation/main.js', ...args)],
};

async function main([wanted, ...args]) {
  if (!WANTED[wanted]) return fail(`Say what to do: ${Object.keys(WANTED).join(', ')}.`, 2);
  process.chdir(ROOT);
  await install();
  for (const step of WANTED[wanted](args)) await step();
}

async function install() {
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (isInstalled(lock)) return;
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const options = ['--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  console.error(existsSync('node_modules') ? '› package-lock.json has changed since the last installation' : '› First start: packages, then the build; about a minute');
  // A registry that lacks packages of other platforms makes `npm ci` refuse the lock; `npm install` takes the same versions without them.
  const refused = (output) => output.includes('EUSAGE');
  const isDone = await timed('Installing packages (npm ci)', [...npm, 'ci', ...options], 'Check the network and start again.', refused);
  if (!isDone) await timed('Installing packages (npm install)', [...npm, 'install', '--no-save', ...options], 'Check the network and start again.');
  if (!existsSync(NODE)) fail('npm installed everything but Node 24: allow install scripts (npm config set ignore-scripts false) and run `npm ci` again.', 1);
  writeFileSync(LOCK_STAMP, lock);
}

/** An installation made by hand counts too: npm's own record in node_modules is then newer than the lock file. */
function isInstalled(lock) {
  if (!existsSync(NODE)) return false;
  if (read(LOCK_STAMP) === lock) return true;
  const byHand = newest('node_modules/.package-lock.json') > newest('package-lock.json');
  if (byHand) writeFileSync(LOCK_STAMP, lock);
  return byHand;
}

function build({ name, project }) {
  return async () => {
    const stamp = JSON.parse(read(BUILD_STAMP) || '{}');
    const since = Math.max(stamp.all ?? 0, stamp[name] ?? 0);
    const folders = ['libs', 'services', 'deploy'].flatMap(projects).concat('test');
    const isBuilt = folders.every((folder) => existsSync(join(folder, 'dist')));
    if (isBuilt && existsSync('deploy/local/dist/cli/main.js') && Math.max(...folders.map(newestSource)) < since) return;
    const startedAt = Date.now();
    await timed('Building (tsc -b)', [NODE, 'node_modules/typescript/bin/tsc', '-b', project], 'The code has type errors, see above. Correct them and start again.');
    writeFileSync(BUILD_STAMP, JSON.stringify({ ...stamp, [name]: startedAt }));
  };
}

const projects = (folder) => readdirSync(folder).map((name) => join(folder, name)).filter((path) => existsSync(join(path, 'tsconfig.json')));

function newestSource(folder) {
  return Math.max(...readdirSync(folder).filter((name) => /^tsconfig.*\.json$/.test(name)).map((name) => newest(join(folder, name))), newestBelow(join(folder, 'src')));
}

/** Folders count as well: their time moves when a file is taken away. */
function newestBelow(folder) {
  let latest = newest(folder);
  if (latest === 0) return 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newestBelow(path) : newest(path));
  }
  return latest;
}

const newest = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : '');

/** The boundary rule needs Nx's picture of the projects, and is silently left out without it. */
const lint = () => async () => {
  await timed('Reading the projects (nx)', [NODE, 'node_modules/nx/dist/bin/nx.js', 'show', 'projects', '--json'], 'Correct what nx names above.', () => false);
  await timed('Checking style and boundaries (eslint)', [NODE, 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0'], 'Correct what eslint names above.');
};

/** Runs a step of set-up and shows how long it took; false when it was refused in a way that the caller can deal with. */
async function timed(title, command, onFailure, isRefused) {
  console.error(`› ${title} …`);
  const startedAt = Date.now();
  const { code, output } = await execute(command, {}, isRefused ? ['inherit', 'pipe', 'pipe'] : ['inherit', 2, 'inherit']);
  if (code !== 0 && isRefused?.(output)) return false;
  if (code !== 0) fail(`${output}✖ ${title} failed. ${onFailure}`, code > 128 ? code : 1);
  console.error(`✔ ${title}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  return true;
}

/** Runs on Node 24 with our terminal, and ends as it ends. A last argument that is an object holds variables for it. */
function run(...args) {
  return async () => {
    const env = typeof args.at(-1) === 'object' ? args.pop() : {};
    process.exit((await execute([NODE, ...args], env, 'inherit')).code);
  };
}

function execute([program, ...args], env, stdio) {
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(process.platform === 'win32' ? ';' : ':');
  const child = spawn(program, args, { stdio, env: { ...process.env, ...env, PATH: path } });
  const forward = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  return new Promise((done) => {
    child.once('error', (error) => fail(`${program} could not be started: ${error.message}`, 1));
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, forward);
      done({ code: code ?? 128 + constants.signals[signal], output });
    });
  });
}

function fail(message, code) {
  console.error(message);
  process.exit(code);
}

await main(process.argv.slice(2));
