import { simplified } from './simplified.js';

/** A text as patterns read it, with the place of each unit in what was written. */
export interface PlainText {
  readonly plain: string;
  /** Index in the written text of each unit of `plain`, and its length at the end. */
  readonly at: Uint32Array;
}

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060\ufeff]/;
const HAN = /\p{Script=Han}/u;
const SPACE = /\s/;
const LIKE: Readonly<Record<string, string>> = { '’': "'", '‘': "'", 'ʼ': "'", '＇': "'", '`': "'", '´': "'" };

/** The text in lower case, half-width and simplified; runs of space are one, none between Chinese characters, invisible ones are gone. */
export function plainText(text: string): PlainText {
  const units: string[] = [];
  const at = new Uint32Array(text.length + 1);
  for (let index = 0; index < text.length; index++) {
    const unit = plainUnit(text[index]!);
    if (unit === '') continue;
    if (!SPACE.test(unit)) {
      if (isHan(unit) && units.at(-1) === ' ' && isHan(units.at(-2) ?? '')) units.pop();
    } else if (SPACE.test(units.at(-1) ?? ' ')) {
      if (unit === '\n' && units.length > 0) units[units.length - 1] = unit;
      continue;
    }
    at[units.length] = index;
    units.push(unit);
  }
  at[units.length] = text.length;
  return { plain: units.join(''), at: at.subarray(0, units.length + 1) };
}

const isHan = (unit: string): boolean => unit >= '\u3400' && HAN.test(unit);

function plainUnit(unit: string): string {
  if (unit >= '\uff01' && unit <= '\uff5e') return plainUnit(String.fromCharCode(unit.charCodeAt(0) - 0xfee0));
  if (unit < '\u0080') return unit === '\n' ? unit : SPACE.test(unit) ? ' ' : (LIKE[unit] ?? unit.toLowerCase());
  if (INVISIBLE.test(unit)) return '';
  if (SPACE.test(unit)) return unit === '\u2028' || unit === '\u2029' ? '\n' : ' ';
  const like = LIKE[unit] ?? simplified(unit);
  const lower = like.toLowerCase();
  return lower.length === 1 ? lower : like;
}

const QUOTED = /"[^"\n]{1,300}"|“[^”\n]{1,300}”|「[^」\n]{1,300}」|『[^』\n]{1,300}』|«[^»\n]{1,300}»/g;

/** The same text with what is quoted in it blanked out: somebody else's words. A text that is nothing but a quotation stays. */
export function withoutQuotations(plain: string): string {
  const blanked = plain.replace(QUOTED, (quoted) => '\ufffc'.repeat(quoted.length));
  return /[\p{L}]/u.test(blanked) ? blanked : plain;
}
