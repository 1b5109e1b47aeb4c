type Action = () => void;

/** Virtual time: what is to happen, by its instant; of one instant, in the order in which it was planned. It jumps from one to the next. */
export class Timeline {
  private readonly heap: { readonly at: number; readonly serial: number; readonly action: Action }[] = [];
  private serial = 0;

  constructor(public now: number) {}

  /** Plans an action; one in the past happens now. */
  at(instant: number, action: Action): void {
    const { heap } = this;
    heap.push({ at: Math.max(instant, this.now), serial: this.serial++, action });
    for (let child = heap.length - 1, parent = (child - 1) >> 1; child > 0 && this.before(child, parent); child = parent, parent = (child - 1) >> 1) this.swap(child, parent);
  }

  after(ms: number, action: Action): void {
    this.at(this.now + ms, action);
  }

  /** Lets everything happen that is planned before an instant. */
  run(until: number): void {
    for (let next = this.heap[0]; next && next.at <= until; next = this.heap[0]) {
      this.removeFirst();
      this.now = next.at;
      next.action();
    }
    this.now = until;
  }

  private removeFirst(): void {
    const { heap } = this;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    heap[0] = last;
    for (let parent = 0; ; ) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      let least = parent;
      if (left < heap.length && this.before(left, least)) least = left;
      if (right < heap.length && this.before(right, least)) least = right;
      if (least === parent) return;
      this.swap(parent, least);
      parent = least;
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a]!, this.heap[b]!];
    return one.at < other.at || (one.at === other.at && one.serial < other.serial);
  }

  private swap(a: number, b: number): void {
    [this.heap[a], this.heap[b]] = [this.heap[b]!, this.heap[a]!];
  }
}
