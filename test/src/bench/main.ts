import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { startAmends, type RunningAmends } from './amends.js';
import { measureFreshness } from './freshness.js';
import { Generator } from './load/generator.js';
import { conditions } from './machine.js';
import { HELP, readOptions, UsageError, type BenchOptions } from './options.js';
import { freshnessReport, throughputReport, type Report } from './report.js';
import { measureThroughput } from './throughput.js';
import { openWorkplace, type Workplace } from './workplace.js';

const progress = (what: string) => (text: string): void => console.error(`  ${what}: ${text}`);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) return void console.log(HELP);
  const workplace = await openWorkplace(progress('servers'));
  const generator = new Generator();
  const interrupted = (): void => void workplace.stop().then(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const amends = await startAmends(workplace, options.profile);
    await run(workplace, amends, generator, options).finally(() => amends.stop());
  } finally {
    generator.close();
    await workplace.stop();
  }
}

async function run(workplace: Workplace, amends: RunningAmends, generator: Generator, options: BenchOptions): Promise<void> {
  const results: Record<string, unknown> = { conditions: await conditions(workplace) };
  const reports: Report[] = [];
  for (const [name, value] of Object.entries(results['conditions'] as Record<string, string>)) console.log(`${name}: ${value}`);
  if (options.only.includes('B1')) {
    const found = await measureThroughput(workplace, amends, generator, options, progress('B1'));
    results['B1'] = { ...found, measurements: Object.fromEntries(found.measurements) };
    reports.push(throughputReport(found));
  }
  if (options.only.includes('B4')) {
    const found = await measureFreshness(workplace, amends, generator, options, progress('B4'));
    results['B4'] = Object.fromEntries(found);
    reports.push(freshnessReport(found));
  }
  if (options.json) writeFileSync(resolve(options.json), JSON.stringify(results, withoutSingles, 2));
  for (const { text } of reports) console.log(`\n${text}`);
  console.log(`\n${reports.map(({ summary }) => summary).join(' · ')}`);
}

/** Every single acceptance is no result. */
const withoutSingles = (key: string, value: unknown): unknown => (key === 'acceptances' ? undefined : value);

main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? `${error.message}\n\n${HELP}` : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
