/** How often each of several things happened. */
export class Tally {
  private readonly times = new Map<string, number>();

  add(what: string, times = 1): void {
    this.times.set(what, (this.times.get(what) ?? 0) + times);
  }

  addAll(other: Iterable<readonly [string, number]>): void {
    for (const [what, times] of other) this.add(what, times);
  }

  get total(): number {
    return [...this.times.values()].reduce((sum, times) => sum + times, 0);
  }

  /** The most frequent first. */
  entries(): readonly (readonly [string, number])[] {
    return [...this.times].sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
  }
}
