import { csvFile, type UnreadableLine } from '../files/csv-file.js';
import { UnreadableFile } from '../files/unreadable-file.js';
import { zoneTime } from '../files/zone-time.js';
import { shopColumns } from './shop-columns.js';
import { ShopLines, type ShopLine } from './shop-line.js';

/** A customer's first cancellation of a day, at its own minute (epoch milliseconds). */
export interface ShopComplaint {
  readonly customer: string;
  readonly day: string;
  at: number;
}

/** An order: one invoice, at its first line. */
export interface ShopOrder {
  readonly id: string;
  readonly customer: string;
  at: number;
}

/** What a shop's invoice lines tell of complaints and returns. */
export interface ShopHistory {
  lines: number;
  unreadable: UnreadableLine[];
  /** Lines that belong to nobody, and lines of bookkeeping: left out. */
  withoutCustomer: number;
  adjustments: number;
  /** Every customer with the time of their first line, the earliest first. */
  customers: { reference: string; since: number }[];
  complaints: ShopComplaint[];
  orders: ShopOrder[];
  /** The time of the last line; null when no line can be read. */
  lastLine: number | null;
}

/**
 * Reads a shop's invoice lines once, in any order, and keeps only what they amount to. An invoice with several lines is one order whatever
 * its lines are worth: a gift or a write-off among them does not make it another. Throws UnreadableFile.
 */
export async function readShop(path: string, zone: string): Promise<ShopHistory> {
  const toInstant = zoneTime(zone);
  let collected: Collected | undefined;
  for await (const records of csvFile(path)) {
    const header = collected ? undefined : records.shift();
    if (header) collected = new Collected(new ShopLines(shopColumns(header.fields), toInstant));
    for (const record of records) collected!.add(record.line, collected!.lines.read(record));
  }
  if (!collected) throw new UnreadableFile('shop.empty', 'The file is empty.', 'Export the invoice lines with their header and import them again.');
  return collected.history();
}

class Collected {
  private count = 0;
  private withoutCustomer = 0;
  private adjustments = 0;
  private lastLine = -Infinity;
  private readonly unreadable: UnreadableLine[] = [];
  private readonly customers = new Map<string, number>();
  private readonly complaints = new Map<string, ShopComplaint>();
  private readonly orders = new Map<string, ShopOrder>();

  constructor(readonly lines: ShopLines) {}

  add(number: number, line: ShopLine | string): void {
    this.count += 1;
    if (typeof line === 'string') return void this.unreadable.push({ line: number, reason: line });
    this.lastLine = Math.max(this.lastLine, line.at);
    if (line.kind === 'adjustment') this.adjustments += 1;
    else if (line.customer === null) this.withoutCustomer += 1;
    else this.take(line, line.customer);
  }

  history(): ShopHistory {
    const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at;
    return {
      lines: this.count,
      unreadable: this.unreadable,
      withoutCustomer: this.withoutCustomer,
      adjustments: this.adjustments,
      customers: [...this.customers].map(([reference, since]) => ({ reference, since })).sort((a, b) => a.since - b.since || (a.reference < b.reference ? -1 : 1)),
      complaints: [...this.complaints.values()].sort((a, b) => byTime(a, b) || (a.customer < b.customer ? -1 : 1)),
      orders: [...this.orders.values()].sort((a, b) => byTime(a, b) || (a.id < b.id ? -1 : 1)),
      lastLine: this.lastLine === -Infinity ? null : this.lastLine,
    };
  }

  private take({ kind, invoice, at, day }: ShopLine, customer: string): void {
    this.customers.set(customer, Math.min(this.customers.get(customer) ?? Infinity, at));
    if (kind === 'cancellation') earliest(this.complaints, `${customer} ${day}`, { customer, day, at });
    else earliest(this.orders, `${invoice} ${customer}`, { id: invoice, customer, at });
  }
}

/** Keeps the earliest time of what is met several times. */
function earliest<T extends { at: number }>(kept: Map<string, T>, key: string, met: T): void {
  const known = kept.get(key);
  if (!known) kept.set(key, met);
  else if (met.at < known.at) known.at = met.at;
}
