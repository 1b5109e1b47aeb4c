import type { LogName } from '@amends/contracts';
import type { LogRow } from '../../support/log-rows.js';

/** One complaint's events of all services, in the order in which they were recorded, which is that of cause and effect. */
export interface Story {
  readonly complaint: string;
  readonly events: readonly LogRow[];
}

/** All complaints of some logs. */
export function storiesOf(logs: ReadonlyMap<LogName, readonly LogRow[]>): readonly Story[] {
  const rows = [...logs.values()].flat().filter(({ stream }) => !stream.endsWith('/customer') && !stream.endsWith('/source'));
  const bySubject = Map.groupBy(rows.sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1)), ({ subject }) => subject);
  return [...bySubject].map(([complaint, events]) => ({ complaint, events }));
}

export const ofType = ({ events }: Story, ...types: readonly string[]): readonly LogRow[] => events.filter(({ type }) => types.includes(type));
export const isFact = ({ stream }: LogRow): boolean => stream.endsWith('/complaint');

/** The field of an event's data as text. */
export const text = ({ data }: LogRow, field: string): string => String(data[field]);
