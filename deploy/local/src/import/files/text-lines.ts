import { isUtf8 } from 'node:buffer';

/** One line of a file: its number from 1, its text without line end, and what is wrong with it as a whole (null: nothing). */
export interface TextLine {
  line: number;
  text: string;
  flaw: string | null;
}

// A line without an end (a binary file, a lost quote) must not be collected in memory; real rows are far below 64 KiB.
const LONGEST_LINE = 1024 * 1024;
const LINE_FEED = 0x0a;

/** Lines of UTF-8 text, in batches of about one chunk; a line with other bytes is passed on with its flaw, never dropped. */
export async function* textLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<TextLine[]> {
  const cutter = new LineCutter();
  for await (const chunk of chunks) yield cutter.cut(chunk);
  yield cutter.end();
}

class LineCutter {
  private rest: Buffer = Buffer.alloc(0);
  private tooLong = false;
  private lines = 0;

  cut(chunk: Buffer): TextLine[] {
    const end = chunk.lastIndexOf(LINE_FEED);
    if (end < 0) return this.keep(chunk);
    const whole = Buffer.concat([this.rest, chunk.subarray(0, end)]);
    this.rest = chunk.subarray(end + 1);
    return this.tooLong ? this.afterTooLong(whole) : this.split(whole);
  }

  end(): TextLine[] {
    if (this.tooLong) return [this.tooLongLine()];
    return this.rest.length > 0 ? this.split(this.rest) : [];
  }

  private keep(chunk: Buffer): TextLine[] {
    this.tooLong ||= this.rest.length + chunk.length > LONGEST_LINE;
    this.rest = this.tooLong ? Buffer.alloc(0) : Buffer.concat([this.rest, chunk]);
    return [];
  }

  private afterTooLong(whole: Buffer): TextLine[] {
    this.tooLong = false;
    const end = whole.indexOf(LINE_FEED);
    const flawed = this.tooLongLine();
    return end < 0 ? [flawed] : [flawed, ...this.split(whole.subarray(end + 1))];
  }

  private tooLongLine(): TextLine {
    return { line: ++this.lines, text: '', flaw: 'the line is longer than 1 MiB' };
  }

  private split(whole: Buffer): TextLine[] {
    const valid = isUtf8(whole);
    // Judging a whole block at once is what makes this cheap; only a block with a flaw is looked at line by line.
    const lines = valid ? whole.toString('utf8').split('\n') : whole.toString('latin1').split('\n');
    return lines.map((text) => (valid ? this.line(text, null) : this.judged(text)));
  }

  private judged(latin1: string): TextLine {
    const bytes = Buffer.from(latin1, 'latin1');
    return this.line(bytes.toString('utf8'), isUtf8(bytes) ? null : 'the row is not valid UTF-8');
  }

  private line(text: string, flaw: string | null): TextLine {
    const line = ++this.lines;
    const from = line === 1 && text.startsWith('\uFEFF') ? 1 : 0;
    return { line, text: text.slice(from, text.endsWith('\r') ? -1 : undefined), flaw };
  }
}
