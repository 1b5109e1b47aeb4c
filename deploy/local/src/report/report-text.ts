import { plainTable } from '../cli/plain-table.js';

const LINE = 110;

/** A table as lines: the first column to the left, figures to the right. */
export function table(head: string[], rows: string[][]): string[] {
  const shown = plainTable(head, { style: { compact: true }, colAligns: head.map((_name, at) => (at === 0 ? 'left' : 'right')) });
  shown.push(...rows);
  return shown.toString().split('\n');
}

/** A whole number as people read it. */
export const count = (value: number): string => value.toLocaleString('en');
/** A share as per cent. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A long text as lines. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && longer.length <= LINE) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
