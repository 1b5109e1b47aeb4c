import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Platform } from '../platform/platform.js';
import { lagOf, type ServiceLag } from './lag.js';

/** From a fast read to the longest wait for Amends-Seen, seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

/** From the aim to a downtime of a day, seconds. */
const LATENESS_BUCKETS = [0.06, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10, 60, 600, 3600, 86_400];

/** From a neighbour's answer to the longest that a try may take, seconds. */
const TRY_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** The figures of this process for Prometheus. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'amends_request_seconds',
    help: 'How long requests took, by route and status',
    labelNames: ['route', 'status'],
    buckets: BUCKETS,
    registers: [this.registry],
  });
  private readonly appended = new Counter({ name: 'amends_events_appended_total', help: 'Events this process appended', labelNames: ['service'], registers: [this.registry] });
  private readonly relayBehind = new Gauge({ name: 'amends_relay_behind_events', help: 'Events in the log that are not published yet', labelNames: ['service'], registers: [this.registry] });
  private readonly consumerBehind = new Gauge({ name: 'amends_consumer_behind_messages', help: 'Messages a consumer has not read yet', labelNames: ['service', 'consumer'], registers: [this.registry] });
  private readonly parkedComplaints = new Gauge({
    name: 'amends_parked_complaints',
    help: 'Complaints in quarantine: a consumer could not handle a message of theirs, and nothing more of them until an operator redrives it',
    labelNames: ['service', 'consumer'],
    registers: [this.registry],
  });
  private readonly lateness = new Histogram({
    name: 'amends_deadline_lateness_seconds',
    help: 'From the instant at which something was due, or to be warned of, to the commit that says so',
    labelNames: ['service'],
    buckets: LATENESS_BUCKETS,
    registers: [this.registry],
  });
  private readonly overdue = new Gauge({
    name: 'amends_deadlines_overdue',
    help: 'Deadlines that should have been struck: waiting for a partition to be read, or for an operator because their complaint is in quarantine',
    labelNames: ['service', 'because'],
    registers: [this.registry],
  });
  private readonly tries = new Histogram({
    name: 'amends_notice_try_seconds',
    help: 'How long tries to deliver a notice took, by channel and whether it arrived',
    labelNames: ['service', 'channel', 'arrived'],
    buckets: TRY_BUCKETS,
    registers: [this.registry],
  });
  private readonly undelivered = new Gauge({
    name: 'amends_notices_undelivered',
    help: 'Notices that have not arrived: waiting for a try, or dead because all tries failed',
    labelNames: ['service', 'state'],
    registers: [this.registry],
  });
  private readonly pausedAddresses = new Gauge({ name: 'amends_notice_addresses_paused', help: 'Addresses that failed again and again and are left alone for a while', labelNames: ['service'], registers: [this.registry] });

  constructor(private readonly platform: Platform) {
    collectDefaultMetrics({ register: this.registry });
    for (const { name, withLog, punctuality, delivering } of platform.all()) {
      withLog?.log.onCommitted((events) => this.appended.inc({ service: name }, events.length));
      punctuality.onStruck((seconds) => this.lateness.observe({ service: name }, seconds));
      delivering.onTried(({ channel, arrived, seconds }) => this.tries.observe({ service: name, channel, arrived: String(arrived) }, seconds));
    }
  }

  /** Notes one answered request; `route` is the pattern, never the address. */
  observe(route: string, status: number, seconds: number): void {
    this.requests.observe({ route, status }, seconds);
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** All figures as Prometheus reads them; lag is looked up now. */
  async text(): Promise<string> {
    // Without the database there is no lag to tell, but the other figures are wanted all the more.
    const lags = await lagOf(this.platform).catch((): readonly ServiceLag[] => []);
    for (const lag of lags) this.note(lag);
    return this.registry.metrics();
  }

  private note({ service, log, consumers, deadlines, notices }: ServiceLag): void {
    if (log?.published != null) this.relayBehind.set({ service }, Number(BigInt(log.head) - BigInt(log.published)));
    for (const { name, behind, parked } of consumers) {
      this.consumerBehind.set({ service, consumer: name }, Number(behind));
      this.parkedComplaints.set({ service, consumer: name }, parked?.complaints ?? 0);
    }
    if (deadlines) {
      this.overdue.set({ service, because: 'waiting' }, deadlines.waiting);
      this.overdue.set({ service, because: 'quarantined' }, deadlines.quarantined);
    }
    if (!notices) return;
    this.undelivered.set({ service, state: 'waiting' }, notices.waiting);
    this.undelivered.set({ service, state: 'dead' }, notices.dead);
    this.pausedAddresses.set({ service }, notices.paused);
  }
}
