import type { CsvRecord } from '../files/csv-records.js';
import { fileTime, shapeOf } from '../files/file-time.js';
import type { ZoneTime } from '../files/zone-time.js';
import type { ShopColumns } from './shop-columns.js';

/** What an invoice is by its number: digits an order, C in front a cancellation; anything else is bookkeeping (A: bad debt). */
export type InvoiceKind = 'order' | 'cancellation' | 'adjustment';

/** One line of an invoice; the time is epoch milliseconds, the day as the file writes it. */
export interface ShopLine {
  readonly invoice: string;
  readonly kind: InvoiceKind;
  readonly at: number;
  readonly day: string;
  /** The shop's own reference of the customer; null where the line has none. */
  readonly customer: string | null;
}

// Day first and month first cannot be told apart line by line, so only a year in front is read.
const YEAR_FIRST = /^\d{4}-/;
const INVOICE = /^[A-Z]?\d{1,60}$/i;
const CUSTOMER = /^[\w.-]{1,64}$/;

/** Reads lines; many share their invoice's time, so each is understood once. */
export class ShopLines {
  private readonly times = new Map<string, number | null>();

  constructor(
    private readonly columns: ShopColumns,
    private readonly toInstant: ZoneTime,
  ) {}

  /** A line, or why it cannot be read. */
  read({ fields, flaw }: CsvRecord): ShopLine | string {
    if (flaw !== null) return flaw;
    const [invoice, time, customer] = [fields[this.columns.invoice]!.trim(), fields[this.columns.time]!.trim(), customerOf(fields[this.columns.customer]!)];
    if (!INVOICE.test(invoice)) return `the invoice number looks like "${shapeOf(invoice)}"`;
    const at = this.timeOf(time);
    if (at === null) return `the invoice date looks like "${shapeOf(time)}": write it as 2010-12-01 08:26`;
    if (customer !== null && !CUSTOMER.test(customer)) return `the customer looks like "${shapeOf(customer)}"`;
    return { invoice: invoice.toUpperCase(), kind: kindOf(invoice), at, day: time.slice(0, 10), customer };
  }

  private timeOf(text: string): number | null {
    let at = this.times.get(text);
    if (at === undefined) this.times.set(text, (at = YEAR_FIRST.test(text) ? fileTime(text, this.toInstant) : null));
    return at;
  }
}

const kindOf = (invoice: string): InvoiceKind => (/^\d/.test(invoice) ? 'order' : /^C/i.test(invoice) ? 'cancellation' : 'adjustment');

/** A spreadsheet that takes references for numbers writes 17850.0, and nan for none. */
function customerOf(text: string): string | null {
  const reference = text.trim().replace(/^(\d+)\.0$/, '$1');
  return reference === '' || reference.toLowerCase() === 'nan' ? null : reference;
}
