const WINDOW_MS = 10_000;

/** How fast something goes, by its last ten seconds: an import that was paused or went on is not judged by its beginning. */
export class Rate {
  private readonly notes: { at: number; done: number }[] = [];

  /** So much is done at this time (milliseconds); a note of less than what was done before starts anew. */
  note(at: number, done: number): void {
    while (this.notes.length > 1 && this.notes[1]!.at <= at - WINDOW_MS) this.notes.shift();
    this.notes.push({ at, done });
  }

  /** How much a second; 0 while too little is known. */
  perSecond(): number {
    const [first, last] = [this.notes[0], this.notes.at(-1)];
    if (!first || !last || last.at <= first.at) return 0;
    return ((last.done - first.done) / (last.at - first.at)) * 1000;
  }

  /** How long the rest takes at this rate, as text: `–` while nobody can tell. */
  left(total: number): string {
    const [rate, done] = [this.perSecond(), this.notes.at(-1)?.done ?? 0];
    if (rate <= 0) return '–';
    const seconds = Math.ceil((total - done) / rate);
    return seconds < 90 ? `${seconds} s` : seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
  }
}
