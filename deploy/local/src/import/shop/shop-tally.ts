import type { RefusedComplaint } from '../sender.js';
import type { UnreadableLine } from '../files/csv-file.js';

/** What an import of a shop's invoice lines did, for people and machines. */
export interface ShopSummary {
  source: string;
  lines: number;
  withoutCustomer: number;
  adjustments: number;
  customers: number;
  complaints: number;
  /** Complaints that were through before, when a stopped import went on. */
  complaintsBefore: number;
  orders: number;
  /** Orders that were told now for the first time. */
  ordersTaken: number;
  /** Orders that had been told before with other content. */
  differing: { source: string; activityId: string }[];
  dataCut: string | null;
  seconds: Record<'read' | 'send' | 'settle' | 'total' | 'paused', number>;
  linesPerSecond: number;
  unreadable: UnreadableLine[];
  /** The file that lists all unreadable lines; null when there are none. */
  unreadableList: string | null;
  refused: RefusedComplaint[];
  alreadyImported: boolean;
}

const SHOWN = 50;

/** What an import did, as people read it. */
export function shopSummaryLines(summary: ShopSummary): string[] {
  const { source, complaints, customers, orders, lines, seconds, dataCut, withoutCustomer, adjustments, differing, complaintsBefore } = summary;
  if (summary.alreadyImported) return [`Already imported: ${number(complaints)} cancellations and ${number(orders)} orders as source "${source}". Use --again to send everything again.`];
  const before = complaintsBefore > 0 ? ` (${number(complaintsBefore)} of them before)` : '';
  return [
    `Imported ${number(complaints)} cancellations as complaints${before} and ${number(orders)} orders of ${number(customers)} customers from ${number(lines)} lines; activity is complete up to ${dataCut ?? 'nowhere'}, source "${source}".`,
    `${number(withoutCustomer)} lines without a customer and ${number(adjustments)} lines of bookkeeping were left out.`,
    `${tenths(seconds.total)} s: read ${tenths(seconds.read)} s, sent ${tenths(seconds.send)} s (${tenths(seconds.paused)} s paused for consumers), until reported ${tenths(seconds.settle)} s; ${number(summary.linesPerSecond)} lines/s.`,
    ...(differing.length > 0 ? [`${number(differing.length)} orders differ from what this source told before; the first stays, the others are in quarantine: npx amends redrive list`] : []),
    ...listed(summary.unreadable, 'lines could not be read and were left out:', ({ line, reason }) => `line ${line}: ${reason}`),
    ...(summary.unreadableList ? [`  all of them: ${summary.unreadableList}`] : []),
    ...listed(summary.refused, 'complaints were refused:', ({ number: which, service, code, detail }) => `${which}: ${service} says ${code}: ${detail}`),
  ];
}

function listed<T>(all: readonly T[], what: string, say: (one: T) => string): string[] {
  if (all.length === 0) return [];
  const more = all.length > SHOWN ? [`  … and ${number(all.length - SHOWN)} more`] : [];
  return [`${number(all.length)} ${what}`, ...all.slice(0, SHOWN).map((one) => `  ${say(one)}`), ...more];
}

const number = (value: number): string => value.toLocaleString('en');
const tenths = (value: number): string => value.toFixed(1);
