#!/usr/bin/env node
// The `amends` command. Committed as it is, so that npm can link it before anything is built; the command itself is dist/cli/main.js.
const { spawn } = require('node:child_process');
const { existsSync } = require('node:fs');
const { constants } = require('node:os');
const { join, resolve } = require('node:path');

const MAIN = join(__dirname, '../dist/cli/main.js');
const NODE = resolve(__dirname, '../../../node_modules/node/bin/node');

if (!existsSync(MAIN)) {
  console.error('amends is not built yet. Run `npm start` once (it installs and builds), or `npx tsc -b deploy/local/tsconfig.lib.json`.');
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) >= 24 || !existsSync(NODE)) require(MAIN);
else runOn(NODE);

/** The Node of this machine is older than the one npm brought. */
function runOn(node) {
  const child = spawn(node, [MAIN, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('close', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}
