import { UnreadableFile } from '../files/unreadable-file.js';

// What is needed, by the names of the two published forms of the log (Online Retail and Online Retail II).
const ACCEPTED = {
  invoice: ['invoiceno', 'invoice'],
  time: ['invoicedate'],
  customer: ['customerid', 'customer id'],
} as const;

/** A column that is needed. */
export type ShopColumn = keyof typeof ACCEPTED;
/** Where each stands in a row, from 0. */
export type ShopColumns = Readonly<Record<ShopColumn, number>>;

/** Finds the needed columns by name; throws UnreadableFile naming every one that is missing. */
export function shopColumns(header: readonly string[]): ShopColumns {
  const names = header.map((name) => name.trim().toLowerCase());
  const found = Object.entries(ACCEPTED).map(([column, accepted]) => [column, names.findIndex((name) => (accepted as readonly string[]).includes(name))] as const);
  const missing = found.filter(([, at]) => at < 0).map(([column]) => ACCEPTED[column as ShopColumn][0]);
  if (missing.length === 0) return Object.fromEntries(found) as unknown as ShopColumns;
  throw new UnreadableFile('shop.column-missing', `The header lacks ${missing.join(', ')} (capitals do not matter).`, 'Export invoice lines with InvoiceNo, InvoiceDate and CustomerID, separated by commas, with their header.');
}
