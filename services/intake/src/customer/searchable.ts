/** Letters that are one with their stroke: Unicode does not take them apart as it does accents. */
const STROKES: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i', ð: 'd', þ: 'th' };

/**
 * A name as it is searched: without case, accents and punctuation, every Chinese character a word of its own, so that one character is
 * found as well as three letters are.
 */
export function searchable(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const latin = plain.replace(/[ßøłđæœıðþ]/g, (letter) => STROKES[letter]!);
  return latin.replace(/\p{Script=Han}/gu, ' $& ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
