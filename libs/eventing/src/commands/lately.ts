import type { LogName, RecordedEvent } from '@amends/contracts';
import type { EventSince } from './heard.js';

/** So many are kept: more than happens to a complaint while somebody looks at it. */
const KEPT = 12;

/**
 * Adds an event to what is remembered of a complaint: a line each, oldest first. Text, because it is written with every event that is
 * heard and read only when somebody's judgement came too late.
 */
export function remembering(lines: string, { source, streamKind, type, version, recordedAt, origin }: RecordedEvent): string {
  // Nobody judges on what is owed, which moves with the clock, nor on the past of another system while it is imported.
  if (streamKind !== 'complaint' || origin === 'history') return lines;
  const line = `${source} ${type} ${version} ${recordedAt}`;
  return lines === '' ? line : shortened(`${lines}\n${line}`);
}

/** What is remembered, as events. */
export function remembered(lines: string): readonly EventSince[] {
  if (lines === '') return [];
  return lines.split('\n').map((line) => {
    const [source, type, version, recordedAt] = line.split(' ') as [LogName, string, string, string];
    return { source, type, version: Number(version), recordedAt };
  });
}

/** The newest ones, and the newest of each service, by which it is known how far that service's stream has come. */
function shortened(lines: string): string {
  const all = lines.split('\n');
  if (all.length <= KEPT) return lines;
  const newest = new Map(all.map((line, index) => [line.slice(0, line.indexOf(' ')), index]));
  return all.filter((line, index) => index >= all.length - KEPT || newest.get(line.slice(0, line.indexOf(' '))) === index).join('\n');
}
