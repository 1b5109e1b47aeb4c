import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { writeAtomically } from '../launcher/atomic-file.js';

/** What is remembered of an import. */
export interface Kept {
  /** Complaints from the beginning of the file that are through without a gap. */
  completed: number;
  /** Events that their streams hold. */
  events: number;
  /** The head of intake's log when this was written: another database has a lower one. */
  intakeHead: string;
  /** What the finished import told. */
  summary?: unknown;
}

const NOTHING: Kept = { completed: 0, events: 0, intakeHead: '0' };

/** How far the import of one file is, in a file that outlives the importer. */
export class Checkpoint {
  kept: Kept;
  /** Completed ones behind a gap, with how many events each has. */
  private readonly ahead = new Map<number, number>();
  private changed = false;

  private constructor(readonly path: string) {
    this.kept = read(path);
  }

  /** The checkpoint of a file's content as this source in this zone; the file's name does not matter. */
  static async of(folder: string, { file, zone, source }: { file: string; zone: string; source: string }): Promise<Checkpoint> {
    const hash = createHash('sha256').update(`${source}\n${zone}\n`);
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    return new Checkpoint(join(folder, `${hash.digest('hex')}.json`));
  }

  /** Forgets what it does not hold for: a database whose log is shorter than it was is another one. */
  forgetUnless(intakeHead: bigint): void {
    if (intakeHead < BigInt(this.kept.intakeHead)) this.forget();
  }

  /** What files about this import are called. */
  get name(): string {
    return basename(this.path, '.json');
  }

  forget(): void {
    this.kept = NOTHING;
  }

  /** A complaint of the file (from 0) is through. */
  done(ordinal: number, events: number): void {
    this.ahead.set(ordinal, events);
    let { completed, events: sum } = this.kept;
    for (let next = this.ahead.get(completed); next !== undefined; next = this.ahead.get(completed)) {
      this.ahead.delete(completed);
      completed++;
      sum += next;
    }
    this.changed ||= completed > this.kept.completed;
    this.kept = { ...this.kept, completed, events: sum };
  }

  /** Writes what changed. */
  async save(intakeHead: bigint): Promise<void> {
    if (!this.changed) return;
    this.changed = false;
    this.kept = { ...this.kept, intakeHead: String(intakeHead) };
    await writeAtomically(this.path, JSON.stringify(this.kept));
  }

  /** Everything is through. */
  async finish(intakeHead: bigint, summary: unknown): Promise<void> {
    this.kept = { ...this.kept, summary };
    this.changed = true;
    await this.save(intakeHead);
  }
}

function read(path: string): Kept {
  try {
    return { ...NOTHING, ...(JSON.parse(readFileSync(path, 'utf8')) as Partial<Kept>) };
  } catch {
    return NOTHING;
  }
}
