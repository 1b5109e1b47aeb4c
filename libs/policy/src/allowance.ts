/** How long somebody may take, and why, in words that stand beside the deadline. */
export interface Allowance {
  readonly seconds: number;
  readonly says: string;
  readonly packVersion: string;
}

/** What an allowance depends on. */
export interface Circumstances {
  /** The channel of the contact in which it was incurred. */
  readonly channel: string;
}

const CALLS: readonly string[] = ['phone', 'chat'];

/** Time allowed for acknowledging, from the source texts: at once while the customer is on the line, within the hour otherwise. */
export function allowanceFor(kind: string, { channel }: Circumstances): Allowance {
  const packVersion = 'default@1';
  switch (kind) {
    case 'acknowledge':
      return CALLS.includes(channel)
        ? { seconds: 120, says: '2 minutes on a call', packVersion }
        : { seconds: 3600, says: '1 hour', packVersion };
    default:
      return { seconds: 24 * 3600, says: '1 day', packVersion };
  }
}

/** The first instant by which an allowance is used up, from the instant that started it. */
export const dueAt = (startedAt: string, { seconds }: Allowance): string => new Date(Date.parse(startedAt) + seconds * 1000).toISOString();
