import { Home, stopEverything } from '../../launcher/index.js';
import type { Verb } from '../verb.js';

/** `amends stop`: ends what `amends start` started, in order. */
export const stop: Verb = {
  name: 'stop',
  summary: 'Stop everything that runs, in order; the data stays.',
  example: 'npx amends stop',
  async run(_options, output) {
    const startedAt = Date.now();
    const stopped = await stopEverything(Home.fromEnvironment());
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    output.result({ stopped }, stopped ? `Stopped (${seconds} s).` : 'Nothing was running.');
  },
};
