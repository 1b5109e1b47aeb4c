import type { SingleBar } from 'cli-progress';

/** Shows how far a long piece of work is. */
export interface Progress {
  update(done: number, total?: number): void;
  end(): void;
}

const LINE_EVERY_MS = 3_000;
const NARROWEST = 40;
const PAGE_WIDTH = 120;

/** What a verb says: sentences for people, one JSON value for machines. */
export class Output {
  constructor(
    /** True after `--json`: people's sentences are left out, `result` prints JSON. */
    readonly json: boolean,
    private readonly out: NodeJS.WriteStream = process.stdout,
  ) {}

  /** True when a person looks on; a terminal without width cannot show a live list or a bar. */
  get isTerminal(): boolean {
    return !this.json && Boolean(this.out.isTTY) && this.out.columns >= NARROWEST;
  }

  /** Columns for a line: the terminal's, or a page's. */
  get width(): number {
    return this.isTerminal ? this.out.columns : PAGE_WIDTH;
  }

  /** A sentence for people. */
  say(line: string): void {
    if (!this.json) this.out.write(`${line}\n`);
  }

  /** The outcome: `value` for machines, `lines` for people. */
  result(value: unknown, lines: string | string[] = []): void {
    if (this.json) this.out.write(`${JSON.stringify(value, null, 2)}\n`);
    else for (const line of [lines].flat()) this.say(line);
  }

  /** A progress bar on a terminal, a line every few seconds elsewhere, nothing for machines. */
  async progress(title: string, total: number): Promise<Progress> {
    if (this.json) return { update: () => undefined, end: () => undefined };
    return this.isTerminal ? this.bar(title, total) : this.lines(title, total);
  }

  private async bar(title: string, total: number): Promise<Progress> {
    const { SingleBar, Presets } = await import('cli-progress');
    const bar: SingleBar = new SingleBar({ format: `${title} {bar} {percentage} % · {value}/{total} · {eta_formatted} left`, hideCursor: true, stream: this.out }, Presets.shades_classic);
    bar.start(total, 0);
    return {
      update: (done, newTotal) => {
        if (newTotal !== undefined) bar.setTotal(newTotal);
        bar.update(done);
      },
      end: () => bar.stop(),
    };
  }

  private lines(title: string, total: number): Progress {
    let last = Date.now();
    let state = `0/${total}`;
    return {
      update: (done, newTotal) => {
        state = `${done}/${newTotal ?? total}`;
        if (Date.now() - last < LINE_EVERY_MS) return;
        last = Date.now();
        this.say(`${title}: ${state}`);
      },
      end: () => this.say(`${title}: ${state}`),
    };
  }
}
