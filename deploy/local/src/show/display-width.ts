/** Scripts whose characters take two columns of a terminal. */
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/** How many columns a text takes on a terminal. */
export const widthOf = (text: string): number => [...text].reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);

/** A text filled up to a width. */
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Breaks a text into lines of a width: between words, and between any two characters of scripts without spaces. */
export function brokenAt(text: string, width: number): readonly string[] {
  const lines = [''];
  for (const piece of text.match(new RegExp(`${WIDE.source}|[^\\s${WIDE.source.slice(1, -1)}]+|\\s+`, 'gu')) ?? []) {
    const line = lines.at(-1)!;
    if (line !== '' && widthOf(line + piece.trimEnd()) > width) lines.push(piece.trimStart());
    else lines[lines.length - 1] = line + piece;
  }
  return lines.map((line) => line.trimEnd());
}
