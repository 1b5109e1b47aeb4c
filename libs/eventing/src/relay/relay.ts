import { TOPICS, type TopicName } from '@amends/contracts';
import pg from 'pg';
import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import { toMessage } from '../log/cloud-event.js';
import type { EventLog } from '../log/event-log.js';
import type { StoredEvent } from '../log/recorded.js';
import type { EndOffsets, Transport } from '../transport/transport.js';
import { Clusters, type Cluster } from './cluster.js';
import { Handed } from './handed.js';

/** So many events at most travel in one send. */
const BATCH = 1000;
/** How long a follower waits before it tries to lead, and a leader before it looks for what nobody handed to it. */
const IDLE_MS = 500;
/** Progress is saved this often: what a crash loses of it is published again and recognised by its versions. */
const SAVE_MS = 250;

const PUBLISHED: readonly TopicName[] = ['complaints', 'customers'];

/** What a relay is doing, for health and operators. */
export type RelayState =
  | { readonly kind: 'following' }
  | { readonly kind: 'leading'; readonly published: bigint }
  /** The cluster is not the one that held our events, or has lost some: `amends republish` repairs it. */
  | { readonly kind: 'on-hold'; readonly reason: string };

/**
 * Publishes one service's log, in position order, with one send in flight. Of several replicas one leads (an advisory lock on a
 * connection of its own). Batches committed in this process are handed over; other replicas wake it; a scan finds the rest.
 */
export class Relay {
  private state: RelayState = { kind: 'following' };
  private leadership: pg.Client | undefined;
  private cluster: Cluster | undefined;
  private published = 0n;
  private endOffsets: EndOffsets = {};
  private savedAt = 0;
  private savedPosition = 0n;
  private readonly handed = new Handed();
  private running: Promise<void> | undefined;
  private stopping = false;
  private wake: () => void = () => undefined;
  private pending = false;
  private readonly clusters: Clusters;

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly transport: Transport,
    private readonly clock: Clock,
    private readonly url: string,
  ) {
    this.clusters = new Clusters(database);
    log.onCommitted((events) => this.hear(events));
  }

  /** What the relay does now. */
  status(): RelayState {
    return this.state;
  }

  /** Publishes until stopped; trouble is told to `report` and tried again. */
  start(report: (error: unknown) => void): void {
    this.stopping = false;
    this.running ??= this.loop(report);
  }

  /** Stops after the send in flight, saves how far it came and hands leadership on. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
    this.running = undefined;
    await this.save().catch(() => undefined);
    await this.follow();
  }

  /** Publishes one batch and returns how many events it held; 0 when there was nothing to do, or another replica leads. */
  async step(): Promise<number> {
    if (!(await this.leads())) return 0;
    const batch = this.handed.after(this.published, BATCH) ?? (await this.log.after(this.published, BATCH));
    if (batch.length === 0) return 0;
    const acknowledged = await this.transport.publish(batch.map((event) => toMessage(this.log.source, event)));
    this.published = batch.at(-1)!.position;
    this.endOffsets = { ...this.endOffsets, ...acknowledged };
    this.state = { kind: 'leading', published: this.published };
    if (this.clock.now() - this.savedAt >= SAVE_MS) await this.save();
    return batch.length;
  }

  private hear(events: readonly StoredEvent[]): void {
    this.handed.add(events);
    if (this.state.kind !== 'leading') void this.callLeader();
    this.pending = true;
    this.wake();
  }

  /** After the commit and in a transaction of its own: inside a hot transaction NOTIFY takes a lock on the whole cluster. */
  private async callLeader(): Promise<void> {
    await this.database.pool.query(`select pg_notify('relay_${this.database.schema}', '')`).catch(() => undefined);
  }

  private async loop(report: (error: unknown) => void): Promise<void> {
    while (!this.stopping) {
      try {
        this.pending = false;
        if ((await this.step()) === 0) {
          if (this.published > this.savedPosition) await this.save();
          await this.rest(IDLE_MS);
        }
      } catch (error) {
        if (this.stopping) return;
        report(error);
        await this.follow();
        await this.rest(IDLE_MS);
      }
    }
  }

  private async rest(ms: number): Promise<void> {
    if (this.pending || this.stopping) return;
    await Promise.race([this.clock.sleep(ms), new Promise<void>((resolve) => (this.wake = resolve))]);
    this.wake = () => undefined;
  }

  private async leads(): Promise<boolean> {
    if (this.state.kind === 'leading') return true;
    if (!this.leadership && !(await this.takeLead())) return false;
    await this.transport.ensureTopics(TOPICS);
    const hold = await this.adopt();
    if (hold) {
      this.state = { kind: 'on-hold', reason: hold };
      await this.dropLead();
      return false;
    }
    this.state = { kind: 'leading', published: this.published };
    return true;
  }

  /** Learns where this cluster stands; the reason to hold when it is not the one that holds what we published. */
  private async adopt(): Promise<string | undefined> {
    const id = await this.transport.clusterId();
    this.cluster = await this.clusters.known(id);
    if (!this.cluster) return `cluster ${id} does not hold this log's past: run \`npx amends republish\``;
    const progress = await this.clusters.progress(this.cluster);
    const ends = await this.transport.endOffsets(PUBLISHED);
    const short = Object.entries(progress.endOffsets).find(([name, offset]) => (ends[name] ?? 0n) < offset);
    if (short) return `${short[0]} is shorter than what cluster ${id} acknowledged: run \`npx amends republish\``;
    this.published = progress.position;
    this.savedPosition = progress.position;
    this.endOffsets = progress.endOffsets;
    return undefined;
  }

  private async takeLead(): Promise<boolean> {
    const client = new pg.Client({ connectionString: this.url, application_name: `amends relay ${this.database.schema}` });
    client.on('error', () => void this.follow());
    client.on('notification', () => {
      this.pending = true;
      this.wake();
    });
    await client.connect();
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1), 2) as mine', [this.database.schema]);
    if (!rows[0]!.mine) {
      await client.end();
      return false;
    }
    await client.query(`listen relay_${this.database.schema}`);
    this.leadership = client;
    return true;
  }

  private async save(): Promise<void> {
    if (!this.cluster || this.state.kind !== 'leading') return;
    const position = this.published;
    await this.clusters.save(this.cluster, { position, endOffsets: this.endOffsets });
    this.savedAt = this.clock.now();
    this.savedPosition = position;
  }

  private async follow(): Promise<void> {
    this.state = { kind: 'following' };
    await this.dropLead();
  }

  private async dropLead(): Promise<void> {
    const client = this.leadership;
    this.leadership = undefined;
    await client?.end().catch(() => undefined);
  }
}
