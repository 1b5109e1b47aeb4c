/** Letters that have not arrived. */
export interface Undelivered {
  /** They are on their way, or are tried again. */
  readonly waiting: number;
  /** They were tried as often as any is: an operator looks at them. */
  readonly dead: number;
  /** Addresses that failed again and again, and are left alone for a while. */
  readonly paused: number;
}

/** What people are told by outside of Amends, and what has not arrived. */
export interface DeliveryReport extends Undelivered {
  /** By which ways letters can go. */
  readonly channels: readonly string[];
  /** How many people gave an address; none: inboxes alone tell. */
  readonly people: number;
}

/** One try to deliver a letter. */
export interface Tried {
  readonly channel: string;
  readonly arrived: boolean;
  /** How long the try took. */
  readonly seconds: number;
}

/** How a service delivers letters: its carriers tell, metrics and health listen. */
export class Delivering {
  private readonly listeners: ((tried: Tried) => void)[] = [];
  private look: (() => Promise<DeliveryReport>) | undefined;

  tried(tried: Tried): void {
    for (const listener of this.listeners) listener(tried);
  }

  /** Hears of every try. */
  onTried(listener: (tried: Tried) => void): void {
    this.listeners.push(listener);
  }

  /** Says how what has not arrived is found. */
  watch(look: () => Promise<DeliveryReport>): void {
    this.look = look;
  }

  /** Undefined for a service that delivers nothing. */
  async report(): Promise<DeliveryReport | undefined> {
    return this.look?.();
  }
}
