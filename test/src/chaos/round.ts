import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { eventually } from '../support/eventually.js';
import { readTopics } from '../support/topic-messages.js';
import { readLogs } from '../support/log-rows.js';
import { connected } from '../support/scratch-database.js';
import type { Book } from './book.js';
import { checkAll } from './check.js';
import { Dice } from '../support/dice.js';
import { consumersOf, untilQuiet } from '../support/quiet.js';
import { everythingIsHandled } from './invariants/order.js';
import type { Load, Underway } from './load.js';
import { treat } from './operator.js';
import { poison } from './poison.js';
import { countToUphold, readHandled, takeSnapshot } from './snapshot.js';
import { VICTIMS, type System, type Victim } from './system.js';

/** One kill: who, and how many seconds after the load began. */
export interface Kill {
  readonly victim: Victim;
  readonly after: number;
}

/** What one round was like. */
export interface RoundReport {
  readonly round: number;
  readonly kills: readonly Kill[];
  readonly accepted: number;
  readonly retried: number;
  /** How often anything was sent again in the whole run so far, by why. */
  readonly retries: Readonly<Record<string, number>>;
  /** Messages that waited behind the poison and were redriven. */
  readonly redriven: number;
  /** Seconds from the last kill until every service could serve again. */
  readonly recovered: number;
  /** Seconds from the end of the load until all was published and read. */
  readonly quiet: number;
  /** Seconds that the check took. */
  readonly checked: number;
  readonly violations: readonly string[];
}

/** A key under which garbage was published, and the complaint that has it. */
interface Poisoned {
  readonly key: string;
  readonly victim?: Underway;
}

const QUIET_WITHIN_MS = 60_000;
const TOLD = 20;

/** One round after the other on the same system; what was accepted in an earlier one must still be there in the last. */
export class Rounds {
  constructor(
    private readonly system: System,
    private readonly load: Load,
    private readonly book: Book,
    private readonly seed: number,
  ) {}

  async run(round: number): Promise<RoundReport> {
    const dice = new Dice(this.seed * 7919 + round);
    const before = { accepted: this.book.accepted.length, retried: this.book.retried, wrongs: this.book.wrongs.length };
    const trouble: string[] = [];
    this.load.start();
    const [{ kills, recovered }, poisoned] = await Promise.all([this.killSome(dice), this.poisonSome(new Dice(this.seed * 104_729 + round))]);
    await this.load.stop();
    const startedAt = Date.now();
    const redriven = await this.heal(poisoned, trouble).catch((error: Error) => {
      trouble.push(`I4 ${error.message}`);
      return 0;
    });
    const quiet = since(startedAt);
    const checkedAt = Date.now();
    const found = trouble.length > 0 ? [] : await this.check();
    const violations = [...this.book.wrongs.slice(before.wrongs), ...trouble, ...found];
    return {
      round, kills, recovered, redriven, quiet, checked: since(checkedAt),
      accepted: this.book.accepted.length - before.accepted, retried: this.book.retried - before.retried,
      retries: Object.fromEntries(this.book.retries),
      violations: violations.length > TOLD ? [...violations.slice(0, TOLD), `… and ${violations.length - TOLD} more`] : violations,
    };
  }

  /** 3 to 8 seconds of load with 1 to 3 kills in them, then waits until everything serves again. */
  private async killSome(dice: Dice): Promise<{ kills: readonly Kill[]; recovered: number }> {
    const duration = dice.whole(3000, 8000);
    const planned = dice.some(VICTIMS, dice.whole(1, 3)).map((victim) => ({ victim, after: dice.whole(300, duration - 300) }));
    const startedAt = Date.now();
    const kills: Kill[] = [];
    for (const { victim, after } of planned.sort((a, b) => a.after - b.after)) {
      await sleep(Math.max(0, startedAt + after - Date.now()));
      if (this.system.kill(victim)) kills.push({ victim, after: Math.round(after / 100) / 10 });
    }
    const killedAt = Date.now();
    await eventually('every service can serve again', () => this.system.isReady(), QUIET_WITHIN_MS);
    const recovered = since(killedAt);
    await sleep(Math.max(0, startedAt + duration - Date.now()));
    return { kills, recovered };
  }

  /** Garbage under a fresh key and under the key of a complaint that is just being driven on. */
  private async poisonSome(dice: Dice): Promise<readonly Poisoned[]> {
    await sleep(dice.whole(300, 2500));
    const victim = await eventually('a complaint is underway', () => {
      const driven = this.load.underway.filter((one) => isDriven(one));
      return driven.length > 0 && dice.pick(driven);
    });
    const brokers = this.system.running.kafka!.brokers.split(',');
    const poisoned: readonly Poisoned[] = [{ key: dice.uuid() }, { key: victim.life.complaint, victim }];
    for (const { key } of poisoned) await poison(brokers, key, `{"garbage": ${dice.whole(0, 9)}`);
    return poisoned;
  }

  /** Everybody else's complaints have flowed; then the poison is set aside, what waited is redriven, and its complaint driven to its end. */
  private async heal(poisoned: readonly Poisoned[], trouble: string[]): Promise<number> {
    const consumers = consumersOf(await untilQuiet(this.system.as('operator'), QUIET_WITHIN_MS));
    trouble.push(...(await this.othersFlow(consumers, new Set(poisoned.map(({ key }) => key)))));
    let redriven = 0;
    for (const { key, victim } of poisoned) {
      const { wrongs, waited } = await treat(key, consumers, this.system.as('operator'));
      trouble.push(...wrongs);
      redriven += waited;
      if (victim && victim.state !== 'done') await this.load.finish(victim);
    }
    await this.untilUpheld();
    return redriven;
  }

  /** Waits until services have done of themselves what they heard that they must, and all has heard of it; with what is heard more may be noted. */
  private async untilUpheld(): Promise<void> {
    let before = '';
    await eventually('all that was noted is upheld, and nothing follows', async () => {
      const isUpheld = (await this.inDatabase(countToUphold)) === 0;
      const quiet = JSON.stringify(await untilQuiet(this.system.as('operator'), QUIET_WITHIN_MS));
      const isAsBefore = quiet === before;
      before = quiet;
      return isUpheld && isAsBefore;
    }, QUIET_WITHIN_MS);
  }

  private async othersFlow(consumers: readonly string[], except: ReadonlySet<string>): Promise<readonly string[]> {
    const stored = await this.inDatabase(async (database) => ({ logs: await readLogs(database), handled: await readHandled(database) }));
    return everythingIsHandled(stored, consumers, except).map((line) => line.replace('I6', 'I17'));
  }

  private inDatabase<T>(work: (database: pg.Client) => Promise<T>): Promise<T> {
    return connected(this.system.running.postgres.url, work);
  }

  private async check(): Promise<readonly string[]> {
    const { postgres, kafka } = this.system.running;
    const consumers = consumersOf(await untilQuiet(this.system.as('operator'), QUIET_WITHIN_MS));
    const readMessages = () => readTopics(kafka!.brokers.split(','), ['complaints', 'customers', 'dead-letter']);
    return checkAll(await takeSnapshot(postgres.url, readMessages), this.book, consumers);
  }
}

const isDriven = ({ state, next, life }: Underway): boolean => (state === 'waiting' || state === 'taken') && next >= 1 && next < life.steps.length - 2;

const since = (ms: number): number => Math.round((Date.now() - ms) / 100) / 10;
