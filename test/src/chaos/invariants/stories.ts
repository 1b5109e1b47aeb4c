import { learn, NOTHING_KNOWN, type KnownComplaint } from '@amends/contracts';
import type { LogRow } from '../../support/log-rows.js';
import type { Snapshot } from '../snapshot.js';

/** All events about each complaint, of all services, in the order in which they were recorded. */
export type Stories = ReadonlyMap<string, readonly LogRow[]>;

/** The stories that the logs tell. */
export function storiesOf(logs: Snapshot['logs']): Stories {
  const rows = [...logs.values()].flat().sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
  return Map.groupBy(rows.filter(({ stream }) => /\/(complaint|obligations)$/.test(stream)), ({ subject }) => subject);
}

/** What a story makes known of its complaint. */
export const fold = (story: readonly LogRow[]): KnownComplaint =>
  story.reduce<KnownComplaint>((known, { type, data, metadata }) => learn(known, { type, data, round: metadata.round, origin: metadata.origin as 'live', actor: metadata.actor }), NOTHING_KNOWN);

const AFTER: Readonly<Record<string, string>> = {
  ObligationIncurred: 'open', ObligationMissed: 'missed', ObligationSettled: 'over', ObligationMissRetracted: 'over', ObligationCancelled: 'over',
  ObligationWaived: 'over', ObligationLapsed: 'over',
};

/** The obligations that one event incurs. */
export const incurredBy = (data: LogRow['data']): readonly Readonly<Record<string, unknown>>[] => data['obligations'] as readonly Readonly<Record<string, unknown>>[];

/** What obligation events leave owed, by id, told apart from the ledger's own code. */
export function owedBy(story: readonly LogRow[]): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const { type, data } of story) {
    for (const { obligationId } of type === 'ObligationIncurred' ? incurredBy(data) : [data]) if (AFTER[type]) states.set(String(obligationId), AFTER[type]);
  }
  return new Map([...states].filter(([, state]) => state !== 'over'));
}
