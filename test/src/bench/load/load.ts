import { randomUUID } from 'node:crypto';
import { quantile } from '@amends/statistics';
import { Connection, type Answer } from './connection.js';
import type { Acceptance, Job, Outcome } from './job.js';

/** Microseconds since 1970; finer than Date.now(). */
const nowMicros = (): number => Math.round((performance.timeOrigin + performance.now()) * 1000);

/** Does one job, from connecting to the last answer. */
export class Load {
  private readonly idle: Connection[] = [];
  private readonly latencies: number[] = [];
  private readonly acceptances: Acceptance[] = [];
  private readonly failed: Record<string, number> = {};
  private readonly run = randomUUID();
  private accepted = 0;
  private sent = 0;
  private underWay = 0;
  private dueAt = 0;
  private over = false;
  private finished: () => void = () => undefined;

  constructor(private readonly job: Job) {}

  /** Runs the job. */
  async perform(): Promise<Outcome> {
    const url = new URL(this.job.url);
    const opening = Array.from({ length: this.job.connections }, () => Connection.open(url, () => this.hungUp()));
    const connections = await Promise.all(opening);
    const processor = process.cpuUsage();
    const begin = performance.now();
    await this.send(connections, begin);
    const seconds = (performance.now() - begin) / 1000;
    const { user, system } = process.cpuUsage(processor);
    for (const connection of connections) connection.close();
    return { ...this.figures(), seconds, processorMicros: user + system };
  }

  private send(connections: readonly Connection[], begin: number): Promise<void> {
    this.dueAt = begin;
    this.idle.push(...connections);
    const pace = setInterval(() => this.issue(), 1);
    this.issue();
    return new Promise((resolve) => {
      this.finished = resolve;
      setTimeout(() => {
        this.over = true;
        clearInterval(pace);
        if (this.underWay === 0) resolve();
      }, this.job.seconds * 1000);
    });
  }

  /** Sends what is due on connections that are free, in turn: the other side hangs up on one that says nothing for some seconds. */
  private issue(): void {
    while (this.idle.length > 0 && !this.over && this.isDue()) this.request(this.idle.shift()!);
  }

  private isDue(): boolean {
    const { rate } = this.job;
    if (rate === undefined) return true;
    if (performance.now() < this.dueAt) return false;
    this.dueAt += (-Math.log(1 - Math.random()) / rate) * 1000;
    return true;
  }

  private request(connection: Connection): void {
    const begin = performance.now();
    this.underWay += 1;
    connection.send(this.next(), (answer) => {
      this.note(answer, begin);
      this.idle.push(connection);
      this.ended();
    });
  }

  private hungUp(): void {
    this.fail('hung up');
    this.ended();
  }

  private ended(): void {
    this.underWay -= 1;
    if (this.over && this.underWay === 0) this.finished();
    else this.issue();
  }

  private next(): string {
    const { path, headers, bodies, url } = this.job;
    const body = bodies[this.sent % bodies.length]!;
    this.sent += 1;
    this.head ??= `POST ${path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\ncontent-type: application/json\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}`;
    return `${this.head}idempotency-key: ${this.run}-${this.sent}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  }

  private head: string | undefined;

  private note({ status, body }: Answer, begin: number): void {
    if (status !== 201) return this.fail(String(status));
    this.accepted += 1;
    this.latencies.push(performance.now() - begin);
    if (this.job.keepIds) this.acceptances.push([(JSON.parse(body) as { id: string }).id, nowMicros()]);
  }

  private fail(what: string): void {
    this.failed[what] = (this.failed[what] ?? 0) + 1;
  }

  private figures() {
    const sorted = Float64Array.from(this.latencies).sort();
    return {
      accepted: this.accepted,
      failed: this.failed,
      latency: { p50: quantile(sorted, 0.5) ?? NaN, p99: quantile(sorted, 0.99) ?? NaN },
      acceptances: this.acceptances,
    };
  }
}
