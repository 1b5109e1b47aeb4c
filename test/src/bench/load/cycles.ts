import { randomUUID } from 'node:crypto';
import { quantile } from '@amends/statistics';
import { Connection } from './connection.js';
import { CALLS, type Call, type CycleJob, type CycleOutcome, type Times } from './cycle-job.js';
import { BrokenOff, LifeCycle, type Watch } from './life-cycle.js';

/** Does one job of life cycles, from connecting to the last answer. */
export class Cycles implements Watch {
  private readonly run = randomUUID();
  private readonly idle: Connection[] = [];
  private readonly cycleTimes: number[] = [];
  private readonly callTimes: Record<Call, number[]> = { create: [], assign: [], resolve: [], search: [] };
  private readonly failed: Record<string, number> = {};
  private readonly underWay = new Set<Promise<void>>();
  private begun = 0;
  private retries = 0;
  /** Times at which the next life cycles are due; none where they follow each other. */
  private due: readonly number[] | undefined;
  private end = 0;
  private finished: () => void = () => undefined;
  private gaveUp: (error: unknown) => void = () => undefined;

  constructor(private readonly job: CycleJob) {}

  /** Runs the job. */
  async perform(): Promise<CycleOutcome> {
    this.idle.push(...(await Promise.all(Array.from({ length: this.job.workers }, () => this.open()))));
    const processor = process.cpuUsage();
    const begin = performance.now();
    await this.loadFrom(begin);
    await Promise.all(this.underWay);
    const seconds = (performance.now() - begin) / 1000;
    const { user, system } = process.cpuUsage(processor);
    for (const connection of this.idle) connection.close();
    return { ...this.figures(), seconds, processorMicros: user + system };
  }

  took(call: Call, milliseconds: number): void {
    this.callTimes[call].push(milliseconds);
  }

  retried(): void {
    this.retries += 1;
  }

  private open(): Promise<Connection> {
    return Connection.open(new URL(this.job.url), () => undefined);
  }

  private loadFrom(begin: number): Promise<void> {
    const { rates, seconds } = this.job;
    this.due = rates && arrivals(rates, seconds, begin);
    this.end = begin + seconds * 1000 * (rates?.length ?? 1);
    const pace = setInterval(() => this.beginDue(), 1);
    this.beginDue();
    const ended = new Promise<void>((resolve, reject) => {
      this.finished = resolve;
      this.gaveUp = reject;
    });
    return ended.finally(() => clearInterval(pace));
  }

  /** Begins what is due on connections that are free. */
  private beginDue(): void {
    const now = performance.now();
    const isOver = this.due ? this.begun === this.due.length : now >= this.end;
    if (isOver) return this.finished();
    while (this.idle.length > 0 && (this.due === undefined || (this.due[this.begun] ?? Infinity) <= now)) this.beginOne(this.due?.[this.begun] ?? now);
  }

  private beginOne(dueAt: number): void {
    const free = this.idle.pop()!;
    const living: Promise<void> = this.live(free, this.begun++, dueAt).then((connection) => {
      this.underWay.delete(living);
      this.idle.push(connection);
      this.beginDue();
    });
    living.catch(this.gaveUp);
    this.underWay.add(living);
  }

  /** Time counts from when it was due: waiting for a free connection is part of it. */
  private async live(free: Connection, number: number, dueAt: number): Promise<Connection> {
    const connection = free.isOpen ? free : await this.open();
    try {
      await new LifeCycle(this.job, connection, `${this.run}-${number}`, number, this).live();
      this.cycleTimes.push(performance.now() - dueAt);
    } catch (error) {
      if (!(error instanceof BrokenOff)) throw error;
      this.failed[error.message] = (this.failed[error.message] ?? 0) + 1;
    }
    return connection;
  }

  private figures() {
    const calls = Object.fromEntries(CALLS.map((call) => [call, timesOf(this.callTimes[call])])) as Record<Call, Times>;
    return { begun: this.begun, completed: this.cycleTimes.length, failed: this.failed, retried: this.retries, cycle: timesOf(this.cycleTimes), calls };
  }
}

/** Random instants of a Poisson process whose rate changes step by step. */
function arrivals(rates: readonly number[], seconds: number, begin: number): readonly number[] {
  return rates.flatMap((rate, step) => {
    const [from, to] = [begin + step * seconds * 1000, begin + (step + 1) * seconds * 1000];
    const within: number[] = [];
    for (let at = from + gap(rate); at < to; at += gap(rate)) within.push(at);
    return within;
  });
}

const gap = (rate: number): number => (-Math.log(1 - Math.random()) / rate) * 1000;

function timesOf(milliseconds: readonly number[]): Times {
  const sorted = Float64Array.from(milliseconds).sort();
  return { p50: quantile(sorted, 0.5) ?? NaN, p95: quantile(sorted, 0.95) ?? NaN, max: sorted.at(-1) ?? NaN };
}
