import { fact, ObligationsRepinned, type ObligationKind } from '@amends/contracts';
import { Clock, Database } from '@amends/eventing';
import { readPack } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { record } from '../ledger/judge.js';
import { canMove } from '../ledger/moving.js';
import type { Page } from '../ledger/page.js';
import type { PackBook } from './pack-book.js';
import { Policies } from './policies.js';

/** One obligation that would be due at another time. */
export interface Moved {
  readonly complaint: string;
  readonly kind: ObligationKind;
  readonly formerly: string;
  readonly dueAt: string;
}

/** How the obligations of a kind would move. */
export interface MovedKind {
  readonly kind: ObligationKind;
  readonly obligations: number;
  readonly earlier: number;
  readonly later: number;
  /** Their time would be over at once. */
  readonly overdue: number;
  /** They would not be owed any more, missed ones among them. */
  readonly fallAway: number;
}

/** What a pack would change for the complaints that are open, if they followed it from now on. */
export interface DryRun {
  readonly pack: string;
  /** Open complaints that were looked at, and their obligations with a clock. */
  readonly complaints: number;
  readonly obligations: number;
  readonly byKind: readonly MovedKind[];
  /** Those that move farthest, some to an earlier time and some to a later one. */
  readonly examples: readonly Moved[];
}

const BATCH = 200;
const EXAMPLES = 5;

/** Tries packs against the complaints that are open; nothing is written. */
@Injectable()
export class DryRuns {
  constructor(
    private readonly database: Database,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  /** Throws PackUnusable with every reason why the pack could not be added. A sample is the same complaints each time. */
  async of(value: unknown, { sample, since }: { readonly sample?: number | undefined; readonly since?: string | undefined }): Promise<DryRun> {
    const book = await this.policies.current();
    const pack = readPack(value, book.all());
    const trial = new Trial(`${pack.name}@${pack.version}`, book.with(pack), new Date(this.clock.now()).toISOString());
    for await (const { complaint, page } of this.open(sample, since)) trial.take(complaint, page);
    return trial.result();
  }

  private async *open(sample: number | undefined, since: string | undefined): AsyncGenerator<{ complaint: string; page: Page }> {
    const complaints = await this.complaints(sample, since);
    for (let from = 0; from < complaints.length; from += BATCH) {
      const { rows } = await this.database.pool.query<{ complaint: string; page: Page }>('select complaint, page from escalation.ledger where complaint = any($1)', [complaints.slice(from, from + BATCH)]);
      yield* rows;
    }
  }

  /** Only what has deadlines armed is live and open. */
  private async complaints(sample: number | undefined, since: string | undefined): Promise<readonly string[]> {
    const { rows } = await this.database.pool.query<{ complaint: string }>(
      `select l.complaint from (select distinct complaint from escalation.deadlines) d join escalation.ledger l using (complaint)
       where $2::text is null or l.page->'soFar'->>'receivedAt' >= $2 order by hashtext(l.complaint::text), l.complaint limit $1`,
      [sample ?? null, since ?? null],
    );
    return rows.map(({ complaint }) => complaint);
  }
}

type Counts = { obligations: number; earlier: number; later: number; overdue: number; fallAway: number };

class Trial {
  private readonly counts = new Map<ObligationKind, Counts>();
  private readonly moved: Moved[] = [];
  private complaints = 0;

  constructor(
    private readonly pack: string,
    private readonly packs: PackBook,
    private readonly now: string,
  ) {}

  take(complaint: string, page: Page): void {
    if (page.pack === null || page.owed.length === 0) return;
    this.complaints += 1;
    for (const { kind } of page.owed.filter(canMove)) this.of(kind).obligations += 1;
    const { facts } = record(page, [{ ...fact(ObligationsRepinned, { packVersion: this.pack, formerly: page.pack }), id: complaint }], { now: this.now, packs: this.packs });
    for (const { type, data } of facts) {
      if (type === 'ObligationRevised' && data.dueAt !== data.formerly) this.move({ complaint, kind: data.kind, formerly: data.formerly, dueAt: data.dueAt });
      if (type === 'ObligationCancelled' && data.because === 'fell-away') this.of(data.kind).fallAway += 1;
    }
  }

  private move(one: Moved): void {
    const counts = this.of(one.kind);
    counts[farther(one) < 0 ? 'earlier' : 'later'] += 1;
    if (one.dueAt <= this.now && one.formerly > this.now) counts.overdue += 1;
    this.moved.push(one);
    // Only the ends of the list are shown; it need not hold a million.
    if (this.moved.length > 1000) this.moved.splice(0, Infinity, ...this.farthest());
  }

  result(): DryRun {
    const byKind = [...this.counts].map(([kind, counts]) => ({ kind, ...counts }));
    return { pack: this.pack, complaints: this.complaints, obligations: byKind.reduce((sum, { obligations }) => sum + obligations, 0), byKind, examples: this.farthest() };
  }

  private farthest(): Moved[] {
    const sorted = this.moved.sort((a, b) => farther(a) - farther(b));
    return [...sorted.filter((one) => farther(one) < 0).slice(0, EXAMPLES), ...sorted.filter((one) => farther(one) > 0).slice(-EXAMPLES)];
  }

  private of(kind: ObligationKind): Counts {
    const counts = this.counts.get(kind) ?? { obligations: 0, earlier: 0, later: 0, overdue: 0, fallAway: 0 };
    this.counts.set(kind, counts);
    return counts;
  }
}

const farther = ({ formerly, dueAt }: Moved): number => Date.parse(dueAt) - Date.parse(formerly);
