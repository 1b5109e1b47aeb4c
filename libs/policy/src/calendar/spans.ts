/** A half-open span of time in milliseconds since 1970: `from` belongs to it, `to` does not. */
export type Span = readonly [from: number, to: number];

/** The same time in order and apart: spans that touch or overlap are one, and empty ones none. */
export function united(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.filter(([from, to]) => from < to).sort(([a], [b]) => a - b);
  const found: Span[] = [];
  for (const [from, to] of sorted) {
    const last = found.at(-1);
    if (last && from <= last[1]) found[found.length - 1] = [last[0], Math.max(last[1], to)];
    else found.push([from, to]);
  }
  return found;
}

/** What of a span lies within another one; empty (`from` not before `to`) where nothing does. */
export const within = ([from, to]: Span, [begins, ends]: Span): Span => [Math.max(from, begins), Math.min(to, ends)];
