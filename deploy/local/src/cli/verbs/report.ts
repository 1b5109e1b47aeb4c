import { worthShowing, type ResolveReport } from '../../report/resolve-report.js';
import { withReturns, type ReturnsReport } from '../../report/returns-report.js';
import { Client } from '../client.js';
import type { Verb } from '../verb.js';

/** `amends report`: how long it takes to resolve complaints, and whether customers came back; one report a source. */
export const report: Verb<{ source?: string }> = {
  name: 'report',
  summary: 'Show how long it takes to resolve complaints and whether customers came back, with intervals; one report a source.',
  example: 'npx amends report --source incidents',
  declare: (command) => command.option('--source <name>', '`live`, or the name of an imported history; default: all that have complaints'),
  async run({ source }, output) {
    const client = await Client.connect('analyst');
    const query = source === undefined ? '' : `?source=${encodeURIComponent(source)}`;
    const { body: resolve } = await client.call<ResolveReport[]>('GET', `/api/insight/reports/resolve${query}`);
    const shown = worthShowing(resolve);
    const { body: returns } = await client.call<ReturnsReport[]>('GET', '/api/insight/reports/returns');
    const reports = shown.map((one) => withReturns(one, returns));
    // One source is the usual installation: a script reads its figures without knowing that there could be more.
    const value = reports.length === 1 ? reports[0] : reports;
    if (output.json) return output.result(value);
    const [{ reportLines }, { returnsLines }] = await Promise.all([import('../../report/report-lines.js'), import('../../report/returns-lines.js')]);
    const linesOf = (one: ResolveReport): string[] => [...reportLines(one), ...returnsLines(returns.find(({ source: name }) => name === one.source))];
    output.result(value, shown.flatMap((one, at) => [...(at > 0 ? ['', ''] : []), ...linesOf(one)]));
  },
};
