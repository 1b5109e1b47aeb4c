/** When somebody was away: spans of virtual time. */
export class Outages {
  private readonly spans: [from: number, to: number][] = [];

  add(from: number, to: number): void {
    this.spans.push([from, to]);
  }

  /** How much of a span of time passed while nobody of these was away. */
  static available(all: readonly Outages[], from: number, to: number): number {
    const away = all.flatMap(({ spans }) => spans).map(([a, b]): [number, number] => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => a < b);
    let gone = 0;
    let until = from;
    for (const [a, b] of away.sort((one, other) => one[0] - other[0])) {
      gone += Math.max(0, b - Math.max(a, until));
      until = Math.max(until, b);
    }
    return to - from - gone;
  }

  /** Spans in which all of these were away at once. */
  static common(one: Outages, other: Outages): Outages {
    const common = new Outages();
    for (const [a, b] of one.spans) for (const [c, d] of other.spans) if (Math.max(a, c) < Math.min(b, d)) common.add(Math.max(a, c), Math.min(b, d));
    return common;
  }
}
