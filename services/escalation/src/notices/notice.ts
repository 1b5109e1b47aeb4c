/** What somebody is told: that they are above a complaint now, that something they owe comes near, or that they are needed no more. */
export const NOTICE_KINDS = ['informed', 'nearing', 'lifted'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something that one person is to be told, because of one event. */
export interface Notice {
  /** Derived from the event and the person, so that it is noted once. */
  readonly id: string;
  readonly kind: NoticeKind;
  readonly person: string;
  readonly complaint: string;
  /** The escalation; of what comes near, the obligation. */
  readonly about: string;
  /** Why they are needed no more. */
  readonly because: string | null;
  readonly grave: boolean;
  /** It was due while no clock ran. */
  readonly caughtUp: boolean;
}

/** A notice that waits to go. */
export interface Waiting extends Notice {
  /** Milliseconds since 1970. */
  readonly notedAt: number;
}

/** By which ways somebody can be told. */
export const CHANNELS = ['webhook', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];
