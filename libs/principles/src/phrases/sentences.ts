/** A stretch of a text: from, and to without it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Nobody reads a longer one as one sentence; it also bounds what a pattern looks at. */
const LONGEST = 400;
const ENDS = new Set(['!', '?', '。', '\n', '⋯']);
const ABBREVIATED = /(?:^|[ (])(?:[a-z]|[ap]\.m|mrs?|ms|dr|st|no|nr|approx|e\.g|i\.e|vs)$/;

/** The sentences of a text, each with its punctuation. */
export function sentencesOf(plain: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (let at = 0; at < plain.length; at++) {
    if (!endsAt(plain, at) && at - from < LONGEST) continue;
    if (/[^\s.!?。,]/.test(plain.slice(from, at + 1))) found.push(trimmed(plain, from, at + 1));
    from = at + 1;
  }
  if (from < plain.length) found.push(trimmed(plain, from, plain.length));
  return found;
}

function endsAt(plain: string, at: number): boolean {
  const unit = plain[at]!;
  if (ENDS.has(unit)) return true;
  if (unit !== '.' || !/^[\s\p{Script=Han}]?$/u.test(plain[at + 1] ?? '')) return false;
  return !ABBREVIATED.test(plain.slice(Math.max(0, at - 7), at));
}

function trimmed(plain: string, from: number, to: number): Stretch {
  let start = from;
  while (start < to - 1 && /\s/.test(plain[start]!)) start++;
  let end = to;
  while (end > start + 1 && /\s/.test(plain[end - 1]!)) end--;
  return { from: start, to: end };
}
