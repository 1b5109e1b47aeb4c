import { Loop, type Consumer, type Relay, type Report, type Standing, type Transport } from '@amends/eventing';
import { Armed } from './armed.js';
import { Foresight } from './foresight.js';
import { HeardUpTo, TOPIC } from './heard-up-to.js';
import { Strikes, type StrikeParts } from './strikes.js';
import { GRACE_MS } from './striking.js';

/** What another replica armed and did not live to strike is found after this at the latest. */
const LOOK_MS = 1000;
/** Something is due and waits for the ledger or a lock: looked at again after the first, then after longer, up to the second. */
const AGAIN_MS = [5, 250] as const;

/** What the clock works with. */
export interface ClockParts extends StrikeParts {
  /** The consumer that feeds the ledger. */
  readonly ledger: Consumer;
  readonly transport: Transport;
  /** Tells which offsets hold what escalation itself said. */
  readonly relay?: Pick<Relay, 'onPublished' | 'restWhile'>;
}

/**
 * Warns of what comes near, turns what is overdue into ObligationMissed, and lets silence count as yes; but only after the complaint's
 * partition has been read to the end that it had a grace after that instant. Sleeps until the first deadline that is armed, unless a
 * crowd of them comes near, which it works out ahead. Several replicas share the work: each takes deadlines whose pages nobody holds, and
 * looks at the page again before each word.
 */
export class DeadlineClock {
  private readonly heard = new HeardUpTo();
  private readonly foresight: Foresight;
  private readonly strikes: Strikes;
  private readonly loop: Loop;
  /** When the first deadline has to be looked at, as far as is known. */
  private first = Infinity;
  /** Looks at something due that recorded nothing, one after the other. */
  private inVain = 0;
  /** Of what is not due yet more may be worked out. */
  private foresees = false;

  constructor(private readonly parts: ClockParts) {
    const { database, pages, ledger, clock, punctuality, relay } = parts;
    const armed = new Armed(database, ledger.handler.name);
    this.foresight = new Foresight(parts, armed);
    this.strikes = new Strikes(parts, armed, this.heard, this.foresight);
    this.loop = new Loop(clock, {
      turn: async (report) => ((await this.step(report)) > 0 ? 0 : this.restMs()),
      afterTrouble: () => this.restAfterTrouble(),
    });
    relay?.onPublished((own) => this.heard.skip(own));
    relay?.restWhile(() => this.strikes.isRushing);
    pages.onArmed((instant) => void (instant < this.first && this.loop.wake()));
    // Whatever the ledger has just read may have been what something due waited for.
    ledger.onHandled(() => void (this.inVain > 0 && this.loop.wake()));
    punctuality.watch(() => armed.overdue(clock.now() - LOOK_MS));
  }

  start(report: Report): void {
    this.loop.start(report);
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** Strikes what is near or due and certainly not settled, and returns of how many complaints something was recorded. */
  async step(report: Report = () => undefined): Promise<number> {
    this.first = Infinity;
    this.foresees = false;
    this.first = await this.strikes.first();
    if (this.first + GRACE_MS > this.parts.clock.now()) {
      this.inVain = 0;
      this.strikes.rest();
      this.foresees = this.foresight.reaches(this.first) && (await this.foresight.look()) > 0;
      return 0;
    }
    this.inVain += 1;
    const standing = await this.look();
    const recorded = standing ? await this.strikes.all(standing, () => this.look(), report) : 0;
    if (recorded > 0) this.inVain = 0;
    return recorded;
  }

  private restAfterTrouble(): number {
    this.inVain += 1;
    return this.restMs();
  }

  private restMs(): number {
    if (this.foresees) return 0;
    if (this.inVain > 0) return Math.min(AGAIN_MS[0] * 2 ** Math.min(this.inVain, 10), AGAIN_MS[1]);
    return Math.min(Math.max(this.first + GRACE_MS - this.parts.clock.now(), 1), LOOK_MS);
  }

  /** Finds out up to when everything is heard; undefined while the cluster does not hold what was read before. */
  private async look(): Promise<Standing | undefined> {
    const { transport, ledger, clock } = this.parts;
    const takenAt = clock.now();
    const [clusterId, ends] = await Promise.all([transport.clusterId(), transport.endOffsets([TOPIC])]);
    const standing = ledger.status().kind === 'on-hold' ? undefined : await ledger.standing(clusterId);
    if (standing) this.heard.look(standing, ends, takenAt);
    else this.heard.forget();
    return standing;
  }
}
