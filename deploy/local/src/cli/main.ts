import { runCli } from './program.js';

// A reader that has seen enough (`amends … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

void runCli(process.argv.slice(2)).then((status) => {
  process.exitCode = status;
});
