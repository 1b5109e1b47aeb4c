import Table from 'cli-table3';
import { POLLED, RELAYED, type Freshness } from './freshness.js';
import type { Measurement } from './measure.js';
import { number, said, spreadOf } from './spread.js';
import { FLAT_OUT, INSERT, SAVE, SUSTAINED, type Throughput } from './throughput.js';

/** What a benchmark found, as text and in one line. */
export interface Report {
  readonly text: string;
  readonly summary: string;
}

/** The median of one figure. */
export const median = <T>(items: readonly T[], of: (item: T) => number): number => spreadOf(items.map(of)).median;
/** The median of what one operation cost a process, in microseconds. */
export const cost = (measurements: readonly Pick<Measurement, 'cost'>[], name: string): string => {
  const spent = measurements.map((one) => one.cost[name]).filter((value) => value !== undefined);
  return spent.length === 0 ? '–' : number(spreadOf(spent).median);
};
/** A table for the terminal: the first column is text, the others are figures. */
export const table = (head: readonly string[]): Table.Table => new Table({ head: [...head], style: { head: [], border: [], compact: true }, colAligns: ['left', ...head.slice(1).map(() => 'right' as const)] });

/** B1 for people. */
export function throughputReport({ measurements, sustainable, readModel, accepted }: Throughput): Report {
  const rows = table(['B1: 256 connections', 'accepted/s (range)', '× save', 'p50 ms', 'p99 ms', 'caught up after ms', 'CPU µs/op: app', 'PostgreSQL', 'Kafka', 'generator']);
  const base = median(measurements.get(SAVE)!, (one) => one.perSecond);
  for (const [name, all] of measurements) {
    const perSecond = spreadOf(all.map((one) => one.perSecond));
    const drained = all.some(({ drainMs }) => drainMs > 0) ? said(spreadOf(all.map(({ drainMs }) => drainMs))) : '–';
    rows.push([
      name, said(perSecond), number(perSecond.median / base, 2), number(median(all, (one) => one.outcome.latency.p50), 1), number(median(all, (one) => one.outcome.latency.p99), 1),
      drained, cost(all, 'app'), cost(all, 'postgres'), cost(all, 'kafka'), cost(all, 'generator'),
    ]);
  }
  const sustained = median(measurements.get(SUSTAINED)!, (one) => one.perSecond);
  const flatOut = median(measurements.get(FLAT_OUT)!, (one) => one.perSecond);
  const insert = median(measurements.get(INSERT)!, (one) => one.perSecond);
  const notes = [
    sustainable === undefined ? 'The consumers keep pace with the fastest intake.' : `Offered ${number(sustainable)}/s: the consumers keep that, not what intake answers at most.`,
    `Read model: ${number(readModel)} complaints of ${number(accepted)} accepted. Errors: 0.`,
  ];
  return {
    text: `${rows.toString()}\n${notes.join('\n')}`,
    summary: `B1 ${number(sustained)}/s = ${number(sustained / base, 1)}× save, ${number(sustained / insert, 1)}× insert (intake alone ${number(flatOut)}/s = ${number(flatOut / base, 1)}×)`,
  };
}

/** B4 for people. */
export function freshnessReport(found: ReadonlyMap<string, readonly Freshness[]>): Report {
  const rows = table(['B4: 200/s, 201 → row in the read model', 'p50 ms (range)', 'p99 ms (range)', 'max ms', 'complaints', 'CPU µs/op: app', 'PostgreSQL', 'Kafka', 'generator']);
  for (const [name, all] of found) {
    const measurements = all.map(({ measurement }) => measurement);
    rows.push([
      name, said(spreadOf(all.map(({ p50 }) => p50)), 1), said(spreadOf(all.map(({ p99 }) => p99)), 1), number(Math.max(...all.map(({ max }) => max)), 1),
      number(all.reduce((sum, { complaints }) => sum + complaints, 0)), cost(measurements, 'app'), cost(measurements, 'postgres'), cost(measurements, 'kafka'), cost(measurements, 'generator'),
    ]);
  }
  const figure = (name: string): string => `p50 ${number(median(found.get(name)!, ({ p50 }) => p50), 1)} ms, p99 ${number(median(found.get(name)!, ({ p99 }) => p99), 1)} ms`;
  return { text: rows.toString(), summary: `B4 ${figure(RELAYED)} (polled outbox: ${figure(POLLED)})` };
}
