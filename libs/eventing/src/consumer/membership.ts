import { TOPICS } from '@amends/contracts';
import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import { Clusters, shorterThan, type Cluster } from '../relay/cluster.js';
import type { Subscription, Transport } from '../transport/transport.js';
import type { Handler } from './handler.js';
import type { Positions } from './positions.js';

/** How often an idle reader looks whether the cluster is still the one that it knows, in the generation that it knows. */
const CHECK_MS = 2000;

/** What a consumer is doing, for health and operators. */
export type ConsumerState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'reading' }
  /** The cluster is not the one that held our events, or has lost some: `amends republish` repairs it. */
  | { readonly kind: 'on-hold'; readonly reason: string };

/** A consumer's place in its group: taken only in a cluster that holds what this service has read. */
export class Membership {
  state: ConsumerState = { kind: 'stopped' };
  private subscription: Subscription | undefined;
  private cluster: Cluster | undefined;
  private checkedAt = 0;
  private readonly clusters: Clusters;

  constructor(
    private readonly handler: Handler,
    private readonly database: Database,
    private readonly transport: Transport,
    private readonly positions: Positions,
    private readonly clock: Clock,
  ) {
    this.clusters = new Clusters(database);
  }

  /** The cluster that is read, once there is one. */
  get clusterId(): string | undefined {
    return this.cluster?.id;
  }

  /** The subscription; undefined while the cluster does not hold our past. */
  async join(): Promise<Subscription | undefined> {
    if (this.subscription) return this.subscription;
    await this.transport.ensureTopics(TOPICS);
    const reason = await this.reasonToHold();
    if (reason) {
      this.state = { kind: 'on-hold', reason };
      return undefined;
    }
    const { id } = this.cluster!;
    // Each service has a group of its own: handlers of the same name in two services each hear everything.
    const group = `amends.${this.database.schema}.${this.handler.name}`;
    this.subscription = await this.transport.subscribe(group, this.handler.topics, () => this.positions.all(id));
    this.state = { kind: 'reading' };
    return this.subscription;
  }

  /** Leaves when the logs have been published anew, or the cluster is another one: then everything is read from the beginning. */
  async leaveIfOutdated(): Promise<void> {
    if (!this.cluster || this.clock.now() - this.checkedAt < CHECK_MS) return;
    this.checkedAt = this.clock.now();
    const known = await this.clusters.known(await this.transport.clusterId());
    if (known?.id !== this.cluster.id || known.generation !== this.cluster.generation) await this.leave();
  }

  async leave(): Promise<void> {
    const subscription = this.subscription;
    this.subscription = undefined;
    if (this.state.kind === 'reading') this.state = { kind: 'stopped' };
    await subscription?.close().catch(() => undefined);
  }

  /** Throws when the cluster has lost messages of a partition that were read before. */
  async refuseLoss(): Promise<void> {
    const reason = await this.reasonToHold();
    if (reason) throw new Error(reason);
  }

  private async reasonToHold(): Promise<string | undefined> {
    const id = await this.transport.clusterId();
    this.checkedAt = this.clock.now();
    this.cluster = await this.clusters.known(id);
    if (!this.cluster) return `cluster ${id} does not hold what was read before: run \`npx amends republish\``;
    const short = shorterThan(await this.positions.all(id), await this.transport.endOffsets(this.handler.topics));
    return short && `${short} is shorter than what ${this.handler.name} has read of it: run \`npx amends republish\``;
  }
}
