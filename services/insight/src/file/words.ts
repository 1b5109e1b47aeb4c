import type { ComplaintFile } from './complaint-file.js';

/** What a complaint is searched by besides its reference: product, order and category, lower case, one form of each letter. */
export const wordsOf = ({ product, order, category }: ComplaintFile): string => normal([product, order, ...category].filter(Boolean).join(' '));

/** Text as it is compared: wide and narrow letters alike, lower case, single spaces. */
export const normal = (text: string): string => text.normalize('NFKC').toLowerCase().trim().replace(/\s+/gu, ' ');

/**
 * All pairs of neighbouring letters of each word, for an index. Pairs rather than the trigrams of pg_trgm, because most
 * Chinese words have two letters (a pattern of two has no trigram, so the index is read whole), and because it needs neither an extension
 * nor a locale that knows the script.
 */
export function pairsOf(words: string): readonly string[] {
  const pairs = new Set<string>();
  for (const word of words.split(' ')) {
    const letters = [...word];
    for (let at = 1; at < letters.length; at++) pairs.add(letters[at - 1]! + letters[at]!);
  }
  return [...pairs];
}
