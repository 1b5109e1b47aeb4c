import type { Transaction } from '@amends/eventing';
import type { Page } from '../ledger/page.js';
import { entryOf, type Entry } from './entry.js';
import { whoseIs } from './whose.js';

/** A page of a complaint as it was, and as it is now. */
export interface Turning {
  readonly complaint: string;
  readonly before: Page;
  readonly page: Page;
}

/** Writes what inboxes show with the page that it follows from, so that an inbox is never behind the ledger; costs nothing while nobody above knows. */
export class InboxRows {
  private readonly listeners: (() => void)[] = [];

  /** Hears that something changed, once it is committed here. */
  onChanged(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Writes the rows of entries that changed; in the transaction that writes the pages. */
  keep(transaction: Transaction, rows: readonly object[]): void {
    if (rows.length === 0) return;
    transaction.send({
      name: 'inbox-keep',
      text: `insert into escalation.inbox as i (complaint, entry, due_at, level, acknowledged, reasons, whose, changed_in)
             select r.*, pg_current_xact_id() from json_to_recordset($1::json) r(complaint uuid, entry json, due_at timestamptz, level int, acknowledged boolean, reasons text[], whose text[])
             on conflict (complaint) do update set entry = excluded.entry, due_at = excluded.due_at, level = excluded.level, acknowledged = excluded.acknowledged,
               reasons = excluded.reasons, whose = excluded.whose, changed_in = excluded.changed_in,
               formerly = i.formerly || (select coalesce(jsonb_object_agg(whom, pg_current_xact_id()::text), '{}') from unnest(i.whose) whom where whom <> all(excluded.whose))`,
      values: [JSON.stringify(rows)],
    });
    transaction.afterCommit(() => this.listeners.forEach((listener) => listener()));
  }
}

/** The row of a page's entry, where the entry changed. */
export function inboxRowsOf({ complaint, before, page }: Turning): readonly object[] {
  if (!before.shown.told && !page.shown.told) return [];
  const [former, entry] = [entryOf(complaint, before), entryOf(complaint, page)];
  if (JSON.stringify(former) === JSON.stringify(entry)) return [];
  return [entry ? rowOf(entry) : { ...NO_ENTRY, complaint }];
}

/** A complaint that is over stays as a row, so that a stream that was away can say that it is gone. */
const NO_ENTRY = { entry: null, due_at: 'infinity', level: 0, acknowledged: true, reasons: [], whose: [] };

/** The row of an entry; what owes nothing comes last. */
export const rowOf = (entry: Entry): object => ({
  complaint: entry.complaint,
  entry,
  due_at: entry.dueAt ?? 'infinity',
  level: entry.level,
  acknowledged: entry.acknowledged,
  reasons: [...new Set(entry.reasons.map(({ reason }) => reason))],
  whose: whoseIs(entry),
});
