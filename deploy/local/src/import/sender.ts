import { backOffMs } from './back-off.js';
import { bodyOf, problemOf, type PastSource, type Result } from './bulk-wire.js';
import type { Answer, HistoryClient } from './history-client.js';
import { ImportFailure } from './import-failure.js';
import { Lane } from './lane.js';
import type { Pace } from './pace.js';
import type { Mark, PastComplaint } from './past-complaint.js';
import { HISTORY_SERVICES, type HistoryService } from './segments.js';
import { mayPass, verdictOf } from './verdict.js';

/** A complaint that a service refused for good, and why; the rest of its history was not sent. */
export interface RefusedComplaint {
  number: string;
  service: HistoryService;
  code: string;
  detail: string;
}

/** What the sender tells: which complaints are through and which were refused. */
export interface Sent {
  done(complaint: PastComplaint): void;
  refused(refused: RefusedComplaint): void;
}

/** Complaints on their way at once: enough to fill requests while others wait to be heard, few enough to keep memory flat. */
const ON_THE_WAY = 2_000;
/** After so many tries (a service waits 10 s in each, we wait up to 5 s between them) something else is wrong. */
const TRIES = 15;

/** Sends the segments of many complaints side by side, those of one complaint one after the other. */
export class Sender {
  /** When a segment was accepted last. */
  lastAcceptedAt = Date.now();
  /** What was in the way last. */
  trouble = '';
  private onTheWay = 0;
  private failure: ImportFailure | undefined;
  private wakeUp: () => void = () => undefined;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly lanes: Record<HistoryService, Lane>;

  constructor(
    private readonly client: Pick<HistoryClient, 'post' | 'renewToken'>,
    private readonly source: PastSource,
    private readonly told: Sent,
    pace: Pick<Pace, 'isOpen'>,
  ) {
    const lane = (service: HistoryService) => new Lane(pace, (batch) => this.deliver(service, batch));
    this.lanes = { intake: lane('intake'), resolution: lane('resolution'), 'follow-up': lane('follow-up') };
  }

  /** Sends a complaint on its way, as soon as there is room; throws ImportFailure when the import cannot go on. */
  async add(complaint: PastComplaint): Promise<void> {
    while (this.onTheWay >= ON_THE_WAY && !this.failure) await this.change();
    if (this.failure) throw this.failure;
    this.onTheWay++;
    this.forward(complaint);
  }

  /** Waits until every complaint has arrived or was refused. */
  async allArrived(): Promise<void> {
    while (this.onTheWay > 0 && !this.failure) await this.change();
    if (this.failure) throw this.failure;
  }

  /** Looks for work again: the pace allows it. */
  wake(): void {
    for (const service of HISTORY_SERVICES) this.lanes[service].wake();
  }

  /** Ends everything; whoever waits is told why. */
  fail(failure: ImportFailure): void {
    this.failure ??= failure;
    for (const timer of this.timers) clearTimeout(timer);
    this.wakeUp();
  }

  private forward(complaint: PastComplaint): void {
    const { next } = complaint;
    if (next) return this.lanes[next.service].push(complaint);
    this.told.done(complaint);
    this.arrived();
  }

  private arrived(): void {
    this.onTheWay--;
    this.wakeUp();
  }

  private change(): Promise<void> {
    return new Promise((wake) => (this.wakeUp = wake));
  }

  private async deliver(service: HistoryService, batch: PastComplaint[]): Promise<void> {
    if (this.failure) return;
    const answer = await this.client.post(`/api/${service}/history`, bodyOf(service, this.source, batch)).catch((error: Error) => error);
    if (answer instanceof Error) return this.later(batch, answer.message);
    switch (verdictOf(answer.status)) {
      case 'taken':
        return this.take(service, batch, (answer.body as { results: Result[] }).results);
      case 'later':
        return this.later(batch, problemOf(answer).detail);
      case 'new-token':
        return this.tryNewToken(batch, answer);
      case 'in-parts':
        return this.inParts(service, batch, answer);
      case 'refused':
        return this.fail(new ImportFailure(`${service} takes no history: ${problemOf(answer).detail}`, 'Look what is wrong: npx amends status'));
    }
  }

  private take(service: HistoryService, batch: PastComplaint[], results: Result[]): void {
    const byId = new Map(batch.map((one) => [one.complaint, one]));
    for (const result of results) {
      const complaint = byId.get(result.complaint)!;
      if ('seen' in result) this.accept(complaint, result.seen);
      else if (mayPass(result.refused.code) && ++complaint.putOff < TRIES) this.later([complaint], `${service}: ${result.refused.detail}`);
      else this.refuse(service, complaint, result.refused);
    }
  }

  private accept(complaint: PastComplaint, marks: Mark[]): void {
    this.lastAcceptedAt = Date.now();
    complaint.accepted(marks);
    this.forward(complaint);
  }

  private later(batch: PastComplaint[], trouble: string): void {
    this.trouble = trouble;
    const attempts = Math.max(...batch.map((one) => ++one.attempts));
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      for (const one of batch) this.forward(one);
    }, backOffMs(attempts));
    this.timers.add(timer);
  }

  private tryNewToken(batch: PastComplaint[], answer: Answer): void {
    if (batch.some(({ attempts }) => attempts >= TRIES)) return this.fail(new ImportFailure(`The token is refused: ${problemOf(answer).detail}`, 'Look what is wrong: npx amends status'));
    this.client.renewToken();
    this.later(batch, problemOf(answer).detail);
  }

  /** One item that is not understood must not keep out the others of its batch. */
  private async inParts(service: HistoryService, batch: PastComplaint[], answer: Answer): Promise<void> {
    if (batch.length === 1) return this.refuse(service, batch[0]!, problemOf(answer));
    const middle = Math.ceil(batch.length / 2);
    await this.deliver(service, batch.slice(0, middle));
    await this.deliver(service, batch.slice(middle));
  }

  private refuse(service: HistoryService, { number }: PastComplaint, { code, detail }: { code: string; detail: string }): void {
    this.told.refused({ number, service, code, detail });
    this.arrived();
  }
}
