import { simplified } from './simplified.js';

/** A text as patterns read it, with the place of each unit in what was written. */
export interface PlainText {
  readonly plain: string;
  /** Index in the written text of each unit of `plain`, and its length at the end. */
  readonly at: Uint32Array;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const LIKE: Readonly<Record<string, string>> = { '’': "'", '‘': "'", 'ʼ': "'", '`': "'", '´': "'", '\u2028': '\n', '\u2029': '\n' };

/** The text in lower case, half-width and simplified; runs of space are one, none between Chinese characters, invisible ones are gone. */
export function plainText(text: string): PlainText {
  const units: string[] = [];
  const at = new Uint32Array(text.length + 1);
  for (let index = 0; index < text.length; index++) {
    const unit = plainUnit(text[index]!);
    if (unit === '' || mergesWithSpace(unit, units)) continue;
    if (isHan(unit) && units.at(-1) === ' ' && isHan(units.at(-2) ?? '')) units.pop();
    at[units.length] = index;
    units.push(unit);
  }
  at[units.length] = text.length;
  return { plain: units.join(''), at: at.subarray(0, units.length + 1) };
}

const isHan = (unit: string): boolean => unit >= '\u3400' && unit <= '\u9fff';

/** Space after space is dropped, but the end of a line stays one. */
function mergesWithSpace(unit: string, units: string[]): boolean {
  if (unit !== ' ' && unit !== '\n') return false;
  const last = units.at(-1);
  if (last === ' ' && unit === '\n') units[units.length - 1] = unit;
  return last === ' ' || last === '\n';
}

/** A unit as patterns know it, in one piece, or nothing. */
const plainUnit = (unit: string): string => (isHan(unit) ? simplified(unit) : unit < '\u0080' ? ASCII[unit.charCodeAt(0)]! : rarerUnit(unit));

function rarerUnit(unit: string): string {
  if (unit >= '\uff01' && unit <= '\uff5e') return plainUnit(String.fromCharCode(unit.charCodeAt(0) - 0xfee0));
  if (INVISIBLE.test(unit)) return '';
  return inOnePiece(unit);
}

function inOnePiece(unit: string): string {
  if (LIKE[unit]) return LIKE[unit];
  if (/\s/.test(unit)) return unit === '\n' ? unit : ' ';
  const lower = unit.toLowerCase();
  return lower.length === 1 ? lower : unit;
}

const ASCII: readonly string[] = Array.from({ length: 128 }, (_, code) => inOnePiece(String.fromCharCode(code)));

const QUOTED = /"[^"\n]{1,300}"|“[^”\n]{1,300}”|「[^」\n]{1,300}」|『[^』\n]{1,300}』|«[^»\n]{1,300}»/g;

/** The same text with what is quoted in it blanked out: somebody else's words. A text that is nothing but a quotation stays. */
export function withoutQuotations(plain: string): string {
  const blanked = plain.replace(QUOTED, (quoted) => '\ufffc'.repeat(quoted.length));
  return /[\p{L}]/u.test(blanked) ? blanked : plain;
}
