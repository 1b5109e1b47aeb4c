import type { Database } from '../database.js';

/** How far a consumer has handled a complaint or customer: the newest version by `source/kind`. */
export interface HandledRow {
  readonly versions: Readonly<Record<string, number>>;
  readonly quarantined: boolean;
}

/** By consumer and subject, parted by U+001F. */
type HandledRows = ReadonlyMap<string, HandledRow>;

/**
 * Looks up what consumers have handled, for all who ask at the same time together: one statement is under way, and who comes meanwhile
 * shares the next one. Hundreds who wait for their own writes then cost no more looks than a few do.
 */
export class SharedLook {
  private underWay: Promise<unknown> = Promise.resolve();
  private next: { readonly subjects: Set<string>; readonly rows: Promise<HandledRows> } | undefined;

  constructor(private readonly database: Database) {}

  /** What is handled of these subjects at an instant after the call, among others that nobody here asked for. */
  of(subjects: readonly string[]): Promise<HandledRows> {
    const next = (this.next ??= this.begin());
    for (const subject of subjects) next.subjects.add(subject);
    return next.rows;
  }

  private begin() {
    const subjects = new Set<string>();
    const look = (): Promise<HandledRows> => {
      this.next = undefined;
      return this.read([...subjects]);
    };
    const rows = this.underWay.then(look, look);
    this.underWay = rows;
    return { subjects, rows };
  }

  private async read(subjects: readonly string[]): Promise<HandledRows> {
    const { rows } = await this.database.pool.query<HandledRow & { consumer: string; subject: string }>({
      name: `seen-${this.database.schema}`,
      text: `select consumer, subject, versions, quarantined from ${this.database.schema}.handled where subject = any($1)`,
      values: [subjects],
    });
    return new Map(rows.map((row) => [`${row.consumer}\u001f${row.subject}`, row]));
  }
}
