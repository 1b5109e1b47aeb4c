import { join } from 'node:path';
import { Checkpoint } from '../checkpoint.js';
import { deliver } from '../deliver.js';
import { Dispatch, intakeHead, stopped } from '../dispatch.js';
import { endHistory } from '../end-history.js';
import { HistoryClient } from '../history-client.js';
import type { ImportOptions, ImportProgress } from '../import-incidents.js';
import { PastComplaint } from '../past-complaint.js';
import { patiently } from '../patiently.js';
import type { RefusedComplaint } from '../sender.js';
import { settled } from '../settled.js';
import { writeUnreadable } from '../unreadable-list.js';
import { readShop, type ShopComplaint, type ShopHistory, type ShopOrder } from './shop-history.js';
import type { ShopSummary } from './shop-tally.js';

/** What to import, and up to when its activity is complete where that is not its last line (ISO instant). */
export interface ShopImportOptions extends ImportOptions {
  until?: string;
}

/** So many customers or orders travel in one request: a bulk route takes 5,000. */
const BATCH = 2_000;

/**
 * Imports a shop's invoice lines: cancellations as complaints, orders as what customers did, and up to when that is complete. Returns when
 * the report has it. Throws UnreadableFile and ImportFailure; the same call goes on where it was, and a second time changes nothing.
 */
export async function importShop(options: ShopImportOptions, progress: ImportProgress): Promise<ShopSummary> {
  const client = new HistoryClient(options.destination);
  try {
    const { file, zone, source, until = '' } = options;
    const checkpoint = await Checkpoint.of(options.folder, { file, zone, source: `${source}\nshop\n${until}` });
    checkpoint.forgetUnless(await patiently(() => intakeHead(client), options.signal));
    if (options.again) checkpoint.forget();
    if (checkpoint.kept.summary) return { ...(checkpoint.kept.summary as ShopSummary), alreadyImported: true };
    return await new ShopImport(options, progress, client, checkpoint).run();
  } catch (error) {
    throw options.signal.aborted ? stopped() : error;
  } finally {
    await client.close();
  }
}

class ShopImport {
  private readonly dispatch: Dispatch;
  private readonly refused: RefusedComplaint[] = [];
  private readonly differing: ShopSummary['differing'] = [];
  private readonly before: number;
  private ordersTaken = 0;
  private through = 0;

  constructor(
    private readonly options: ShopImportOptions,
    private readonly progress: ImportProgress,
    private readonly client: HistoryClient,
    private readonly checkpoint: Checkpoint,
  ) {
    this.before = checkpoint.kept.completed;
    this.dispatch = new Dispatch(client, checkpoint, options.signal, { name: options.source, records: [] }, {
      done: (one) => this.done(one.place.ordinal, one.events, 1),
      refused: (one) => this.refused.push(one),
    });
  }

  async run(): Promise<ShopSummary> {
    const begun = performance.now();
    const history = await readShop(this.options.file, this.options.zone);
    const list = await writeUnreadable(join(this.options.folder, `${this.checkpoint.name}.unreadable.csv`), history.unreadable);
    const read = performance.now();
    this.tellFound(history);
    const customers = await this.registerCustomers(history);
    await this.dispatch.send(async (add) => {
      for (const complaint of this.complaintsOf(history, customers)) await add(complaint);
    });
    await this.tellOrders(history);
    const sent = performance.now();
    // Whose return an order is, is said when the complaint is heard; only then is the activity complete for readers.
    await this.settled('follow-up');
    const dataCut = await this.end(history);
    await this.settled('insight');
    const seconds = secondsOf({ begun, read, sent, settled: performance.now() }, this.dispatch.pausedMs);
    return this.finish(history, { unreadableList: list, dataCut, seconds });
  }

  private tellFound({ lines, complaints, orders, customers, unreadable, withoutCustomer, lastLine }: ShopHistory): void {
    const last = lastLine === null ? 'none' : new Date(lastLine).toISOString();
    const found = `${number(lines)} lines: ${number(complaints.length)} cancellations and ${number(orders.length)} orders of ${number(customers.length)} customers; ${number(withoutCustomer)} lines without a customer, ${number(unreadable.length)} unreadable, last line ${last}`;
    this.through = Math.min(this.before, complaints.length) + Math.max(0, this.before - complaints.length) * BATCH;
    this.progress.surveyed(found, { total: complaints.length + orders.length, before: this.through, unit: 'complaints and orders' });
  }

  /** Who has which reference. Asked anew by an import that goes on: who is registered already stays who they are. */
  private async registerCustomers({ customers }: ShopHistory): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for (const batch of batchesOf(customers)) {
      const items = batch.map(({ reference, since }) => ({ ownReference: reference, since: new Date(since).toISOString() }));
      const { results } = (await this.deliver('/api/intake/history/customers', { source: this.options.source, items }, 'A list of customers')) as { results: { ownReference: string; customer: string }[] };
      for (const { ownReference, customer } of results) ids.set(ownReference, customer);
    }
    return ids;
  }

  private complaintsOf({ complaints }: ShopHistory, customers: ReadonlyMap<string, string>): PastComplaint[] {
    const all = complaints.map((complaint, ordinal) => ({ complaint, ordinal })).slice(this.before);
    return all.map(({ complaint, ordinal }) => this.pastComplaint(complaint, customers.get(complaint.customer)!, ordinal));
  }

  private pastComplaint({ customer, day, at }: ShopComplaint, customerId: string, ordinal: number): PastComplaint {
    const step = { kind: 'register' as const, key: 'register', line: 0, at: new Date(at).toISOString(), channel: 'web' as const, caller: customer, customerId, categoryPath: [] };
    return new PastComplaint(this.options.source, `${customer} ${day}`, [step], { ordinal, rows: 1 });
  }

  /** Orders go in the order of time, so that most first returns are told first; another order would end the same. */
  private async tellOrders({ orders, complaints }: ShopHistory): Promise<void> {
    for (const [index, batch] of batchesOf(orders).entries()) {
      const ordinal = complaints.length + index;
      if (ordinal < this.before) continue;
      const items = batch.map((order) => this.activityOf(order));
      const { taken, differing } = (await this.deliver('/api/follow-up/activities', { items }, 'A list of orders')) as { taken: number; differing: ShopSummary['differing'] };
      this.ordersTaken += taken;
      this.differing.push(...differing);
      this.done(ordinal, 0, batch.length);
      await this.dispatch.save();
    }
  }

  private activityOf({ id, customer, at }: ShopOrder): object {
    return { source: this.options.source, activityId: id, customer, kind: 'order', happenedAt: new Date(at).toISOString() };
  }

  /** Says up to when complaints and activity are known. */
  private async end({ lastLine, complaints, unreadable }: ShopHistory): Promise<string | null> {
    const { source, until, signal } = this.options;
    const dataCut = until ?? (lastLine === null ? null : new Date(lastLine).toISOString());
    if (dataCut === null) return null;
    await this.deliver('/api/follow-up/activities/complete', { source, until: dataCut }, 'The end of the activity');
    await endHistory(this.client, { source, dataCut, complaints: complaints.length, unreadableRows: unreadable.length, complete: this.refused.length === 0 }, signal);
    return dataCut;
  }

  private async finish(history: ShopHistory, more: Pick<ShopSummary, 'unreadableList' | 'dataCut' | 'seconds'>): Promise<ShopSummary> {
    const { lines, withoutCustomer, adjustments, unreadable, customers, complaints, orders } = history;
    const summary: ShopSummary = {
      source: this.options.source, lines, withoutCustomer, adjustments, customers: customers.length, complaints: complaints.length,
      complaintsBefore: Math.min(this.before, complaints.length), orders: orders.length, ordersTaken: this.ordersTaken, differing: this.differing, ...more,
      linesPerSecond: Math.round(lines / more.seconds.total), unreadable, refused: this.refused, alreadyImported: false,
    };
    if (this.refused.length === 0) await this.checkpoint.finish(await patiently(() => intakeHead(this.client), this.options.signal), summary);
    return summary;
  }

  private done(ordinal: number, events: number, much: number): void {
    this.checkpoint.done(ordinal, events);
    this.through += much;
    this.progress.rows(this.through);
  }

  private settled(reader: string): Promise<void> {
    return settled(() => this.client.lag(), this.options.signal, (events) => this.progress.settling(events), reader);
  }

  private deliver(path: string, body: object, what: string): Promise<unknown> {
    return deliver(this.client, path, body, what, this.options.signal);
  }
}

function secondsOf(at: Record<'begun' | 'read' | 'sent' | 'settled', number>, pausedMs: number): ShopSummary['seconds'] {
  const between = (from: number, to: number): number => (to - from) / 1000;
  return { read: between(at.begun, at.read), send: between(at.read, at.sent), settle: between(at.sent, at.settled), total: between(at.begun, at.settled), paused: pausedMs / 1000 };
}

const batchesOf = <T>(all: readonly T[]): T[][] => Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) => all.slice(index * BATCH, (index + 1) * BATCH));
const number = (value: number): string => value.toLocaleString('en');
