import type { SingleBar } from 'cli-progress';
import type { Output } from '../cli/output.js';
import type { ImportProgress } from './import-incidents.js';
import { Rate } from './rate.js';

const BAR_EVERY_MS = 250;
const LINE_EVERY_MS = 3_000;
const FORMAT = 'Importing {bar} {percentage} % · {value}/{total} {unit} · {rate} {unit}/s · {left} left';

/** Shows an import: a bar with rate and remaining time on a terminal, a line every few seconds elsewhere, nothing for machines. */
export async function importDisplay(output: Output): Promise<ImportProgress & { end(): void }> {
  const { SingleBar, Presets } = await import('cli-progress');
  const bar = output.isTerminal ? new SingleBar({ format: FORMAT, hideCursor: true, etaBuffer: 1 }, Presets.shades_classic) : undefined;
  return new ImportDisplay(output, bar);
}

class ImportDisplay implements ImportProgress {
  private readonly rate = new Rate();
  private total = 0;
  private unit = '';
  private shownAt = 0;
  private isSettling = false;

  constructor(
    private readonly output: Output,
    private readonly bar: SingleBar | undefined,
  ) {}

  surveyed(found: string, { total, before, unit }: Parameters<ImportProgress['surveyed']>[1]): void {
    this.total = total;
    this.unit = unit;
    this.output.say(found);
    if (before > 0) this.output.say(`${number(before)} ${unit} were imported before; going on there.`);
    this.bar?.start(total, before, { rate: '–', left: '–', unit });
    this.note(before);
  }

  rows(through: number): void {
    if (Date.now() - this.shownAt < (this.bar ? BAR_EVERY_MS : LINE_EVERY_MS) && through < this.total) return;
    this.note(through);
    const [rate, left] = [number(Math.round(this.rate.perSecond())), this.rate.left(this.total)];
    if (this.bar) this.bar.update(through, { rate, left, unit: this.unit });
    else this.output.say(`Importing: ${number(through)} of ${number(this.total)} ${this.unit} · ${rate} ${this.unit}/s · ${left} left`);
  }

  settling(events: number): void {
    this.bar?.stop();
    if (this.isSettling && Date.now() - this.shownAt < LINE_EVERY_MS) return;
    this.isSettling = true;
    this.shownAt = Date.now();
    if (events > 0) this.output.say(`Everything is in the logs; the report has ${number(events)} events to go.`);
  }

  end(): void {
    this.bar?.stop();
  }

  private note(through: number): void {
    this.shownAt = Date.now();
    this.rate.note(this.shownAt, through);
  }
}

const number = (value: number): string => value.toLocaleString('en');
