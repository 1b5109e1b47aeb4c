import { worthShowing, type ResolveReport } from '../../report/resolve-report.js';
import { Client } from '../client.js';
import type { Verb } from '../verb.js';

/** `amends report`: how long it takes to resolve complaints, one report a source. */
export const report: Verb<{ source?: string }> = {
  name: 'report',
  summary: 'Show how long it takes to resolve complaints, with intervals; one report a source.',
  example: 'npx amends report --source incidents',
  declare: (command) => command.option('--source <name>', '`live`, or the name of an imported history; default: all that have complaints'),
  async run({ source }, output) {
    const client = await Client.connect('analyst');
    const query = source === undefined ? '' : `?source=${encodeURIComponent(source)}`;
    const { body } = await client.call<ResolveReport[]>('GET', `/api/insight/reports/resolve${query}`);
    const reports = worthShowing(body);
    // One source is the usual installation: a script reads its figures without knowing that there could be more.
    const value = reports.length === 1 ? reports[0] : reports;
    if (output.json) return output.result(value);
    const { reportLines } = await import('../../report/report-lines.js');
    output.result(value, reports.flatMap((one, at) => [...(at > 0 ? ['', ''] : []), ...reportLines(one)]));
  },
};
