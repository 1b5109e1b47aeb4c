import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startAmends, type RunningAmends } from './amends.js';
import { measureDeadlines } from './deadlines.js';
import { deadlinesReport } from './deadlines-report.js';
import { measureFreshness } from './freshness.js';
import { lifeCycleReport } from './life-cycle-report.js';
import { measureLifeCycle } from './life-cycle.js';
import { Generator } from './load/generator.js';
import { loggedRowsReport } from './logged-rows-report.js';
import { measureLoggedRows } from './logged-rows.js';
import { conditions } from './machine.js';
import { HELP, readOptions, UsageError, type BenchmarkName, type BenchOptions } from './options.js';
import { freshnessReport, throughputReport, type Report } from './report.js';
import { startReport } from './start-report.js';
import { measureStart } from './start.js';
import { measureThroughput } from './throughput.js';
import { openWorkplace, type Workplace } from './workplace.js';

const progress = (what: string) => (text: string): void => console.error(`  ${what}: ${text}`);

/** What a benchmark is measured with. */
interface Bench {
  readonly workplace: Workplace;
  readonly amends: RunningAmends;
  readonly generator: Generator;
  readonly options: BenchOptions;
}

interface Finding {
  readonly results: unknown;
  readonly report: Report;
}

/** Each benchmark, in the order in which they run. */
const MEASURED: Record<BenchmarkName, (bench: Bench) => Promise<Finding>> = {
  B1: async ({ workplace, amends, generator, options }) => {
    const found = await measureThroughput(workplace, amends, generator, options, progress('B1'));
    return { results: { ...found, measurements: Object.fromEntries(found.measurements) }, report: throughputReport(found) };
  },
  B2: async ({ workplace, amends, generator, options }) => {
    const found = await measureLoggedRows(workplace, amends, generator, options, progress('B2'));
    return { results: Object.fromEntries(found), report: loggedRowsReport(found) };
  },
  B4: async ({ workplace, amends, generator, options }) => {
    const found = await measureFreshness(workplace, amends, generator, options, progress('B4'));
    return { results: Object.fromEntries(found), report: freshnessReport(found) };
  },
  B6: async ({ amends, options }) => {
    const found = await measureDeadlines(amends, options, progress('B6'));
    return { results: found, report: deadlinesReport(found) };
  },
  B9: async ({ amends, generator, options }) => {
    const found = await measureStart(amends, generator, options, progress('B9'));
    return { results: found, report: startReport(found) };
  },
  B10: async ({ workplace, amends, generator, options }) => {
    const found = await measureLifeCycle(workplace, amends, generator, options, progress('B10'));
    return { results: found, report: lifeCycleReport(found) };
  },
};

/** B6 and B10 say how much is present, so that what the others leave behind must not lie there. */
const SITTINGS: readonly (readonly BenchmarkName[])[] = [['B1', 'B2', 'B4', 'B9'], ['B6'], ['B10']];

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return void console.log(HELP);
  const results: Record<string, unknown> = {};
  const reports: Report[] = [];
  for (const names of SITTINGS.map((sitting) => sitting.filter((name) => options.only.includes(name)))) {
    if (names.length > 0) await sit(names, options, results, reports);
  }
  if (options.json) writeFileSync(resolve(options.json), JSON.stringify(results, withoutSingles, 2));
  for (const { text } of reports) console.log(`\n${text}`);
  console.log(`\n${reports.map(({ summary }) => summary).join(' · ')}`);
}

/** Measures some of them on servers of their own. */
async function sit(names: readonly BenchmarkName[], options: BenchOptions, results: Record<string, unknown>, reports: Report[]): Promise<void> {
  const workplace = await openWorkplace(progress('servers'));
  const generator = new Generator();
  const interrupted = (): void => void workplace.stop().then(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    if (!results['conditions']) tell((results['conditions'] = await conditions(workplace)) as Record<string, string>);
    const amends = await startAmends(workplace, options.profile);
    try {
      for (const name of names) {
        const { results: found, report } = await MEASURED[name]({ workplace, amends, generator, options });
        results[name] = found;
        reports.push(report);
      }
    } finally {
      await amends.stop();
    }
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    generator.close();
    await workplace.stop();
  }
}

const tell = (conditions: Readonly<Record<string, string>>): void => Object.entries(conditions).forEach(([name, value]) => console.log(`${name}: ${value}`));

/** Every single acceptance is no result. */
const withoutSingles = (key: string, value: unknown): unknown => (key === 'acceptances' ? undefined : value);

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${HELP}` : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
