import type { Override, Reference } from '@amends/escalation/what-if';
import type { PolicyPack } from '@amends/policy';

/** Where the topic `complaints` is read from. */
export interface TopicPlace {
  /** The PostgreSQL of the installation, whose tables carry the topic where there are no brokers. */
  readonly database: string;
  /** Kafka's, separated by commas. */
  readonly brokers: string | null;
  /** Stands before the name of every topic. */
  readonly prefix: string;
}

/** What is asked of the stored complaints: all that it takes to judge them, as plain data that goes to other threads. */
export interface Question {
  readonly topic: TopicPlace;
  readonly packs: readonly PolicyPack[];
  readonly inForce: readonly { readonly from: string; readonly pack: string }[];
  readonly overrides: readonly Override[];
  readonly superiors: Reference;
  /** The other pack, `name@version`. */
  readonly pack: string;
  readonly since: string | null;
  readonly until: string;
}
