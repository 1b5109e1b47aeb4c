import { PARTITIONS, type TopicName } from '@amends/contracts';
import type { EndOffsets, OwnOffsets, Standing } from '@amends/eventing';

/** The topic that holds whatever moves a deadline. */
export const TOPIC: TopicName = 'complaints';
/** Marks that are kept of one partition: in a rush the ledger trails a little, and is to be known to have come near all the same. */
const KEPT = 50;

/** The end of a partition, taken at an instant: once the ledger has read that far, it knows all that the topic held by then. */
interface Mark {
  takenAt: number;
  readonly end: bigint;
}

/**
 * Up to which instant the ledger has certainly heard everything that the topic held, partition by partition. Offsets of one
 * generation of a cluster say nothing about another: with the generation, everything is found out anew.
 */
export class HeardUpTo {
  private generation = '';
  private marks: Mark[][] = [];
  private instants: number[] = [];
  private own: OwnOffsets[][] = [];

  /** Takes in where the ledger stands, and the ends that the partitions had at an instant; read the ends first. */
  look({ clusterId, generation, offsets }: Standing, ends: EndOffsets, takenAt: number): void {
    if (this.generation !== `${generation} of ${clusterId}`) this.forget(`${generation} of ${clusterId}`);
    for (let partition = 0; partition < PARTITIONS; partition++) {
      this.read(partition, { takenAt, end: ends[`${TOPIC}/${partition}`] ?? 0n }, offsets[`${TOPIC}/${partition}`] ?? 0n);
    }
  }

  /** The ledger's own events were published there: they say nothing that it does not know, and are stepped over before they are read back. */
  skip(own: readonly OwnOffsets[]): void {
    if (this.generation === '') return;
    for (const stretch of own) {
      const [topic, partition] = stretch.partition.split('/');
      if (topic === TOPIC) this.own[Number(partition)]!.push(stretch);
    }
  }

  /** Nothing is certain any more. */
  forget(generation = ''): void {
    this.generation = generation;
    this.own = Array.from({ length: PARTITIONS }, () => []);
    this.marks = Array.from({ length: PARTITIONS }, () => []);
    this.instants = Array.from({ length: PARTITIONS }, () => 0);
  }

  /** Milliseconds since 1970, 0 for a partition of which nothing is known. */
  of(partition: number): number {
    return this.instants[partition] ?? 0;
  }

  /** The instant of each partition, in their order. */
  all(): readonly number[] {
    return this.instants;
  }

  private read(partition: number, now: Mark, read: bigint): void {
    const marks = this.marks[partition]!;
    // A partition that ends before what was read of it has lost something: what it held is not known any more.
    if (now.end < read) return void marks.splice(0);
    const reached = this.beyondOwn(partition, read);
    const last = marks.at(-1);
    if (last?.end === now.end) last.takenAt = now.takenAt;
    else if (marks.length < KEPT) marks.push(now);
    while (marks[0] && marks[0].end <= reached) this.instants[partition] = Math.max(this.of(partition), marks.shift()!.takenAt);
  }

  /** Where the ledger would stand had it read its own events, too. */
  private beyondOwn(partition: number, read: bigint): bigint {
    const own = this.own[partition]!;
    while (own[0] && own[0].end <= read) own.shift();
    return own.reduce((reached, { from, end }) => (from <= reached && end > reached ? end : reached), read);
  }
}
