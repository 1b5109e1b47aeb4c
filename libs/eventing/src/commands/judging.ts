import type { KnownComplaint, LogName, RecordedEvent } from '@amends/contracts';
import { Refusal } from '@amends/decider';
import type { StreamId } from '../log/recorded.js';
import type { EventSince, Heard } from './heard.js';
import type { SeenMark } from './seen.js';

/** What somebody had before them when they decided: the round, and the versions of the file. */
export interface Judging {
  readonly round?: number;
  readonly on?: readonly SeenMark[];
}

/** Refused, because the complaint went on since it was looked at; says what happened since. Becomes 409. */
export class MovedOn extends Refusal {
  constructor(
    code: string,
    message: string,
    readonly since: readonly EventSince[],
  ) {
    super(code, message, 'Look at what happened since, and decide again.');
  }
}

/** A complaint as this service knows it at the moment of a command. */
interface File {
  readonly source: LogName;
  readonly stream: StreamId;
  readonly events: readonly RecordedEvent[];
  readonly known: KnownComplaint;
  readonly heard: Heard | undefined;
}

/**
 * Refuses with `<source>.stale-round` what was meant for another round, and, of judgements, with `<source>.file-moved-on` what was judged
 * on an older version of the complaint's file, in this service's stream or in one that it has heard of.
 */
export function refuseMovedOn({ round, on = [] }: Judging, isJudgement: boolean, file: File): void {
  if (file.stream.kind !== 'complaint') return;
  const { source, known } = file;
  if (round !== undefined && round !== known.round) {
    throw new MovedOn(`${source}.stale-round`, `This was meant for round ${round}; the complaint is in round ${known.round}.`, sinceReopening(lately(file)));
  }
  if (!isJudgement) return;
  const since = lately(file).filter((event) => on.some((mark) => isAfter(event, mark, file.stream)));
  if (since.length > 0) throw new MovedOn(`${source}.file-moved-on`, 'The complaint went on since you looked at it.', since);
}

/** What happened lately in all streams of the complaint itself, oldest first: all of our own, the newest of the others'. */
function lately({ source, events, heard }: File): readonly EventSince[] {
  const own = events.map(({ type, version, recordedAt }) => ({ source, type, version, recordedAt }));
  const others = (heard?.lately ?? []).filter((event) => event.source !== source);
  return [...own, ...others].sort((a, b) => (a.recordedAt < b.recordedAt ? -1 : 1));
}

const isAfter = (event: EventSince, { source, kind, id, version }: SeenMark, stream: StreamId): boolean =>
  source === event.source && kind === stream.kind && id === stream.id && event.version > version;

/** From the reopening that began the round; all that is remembered when that is forgotten, or when the round has not begun yet. */
function sinceReopening(events: readonly EventSince[]): readonly EventSince[] {
  const reopened = events.findLastIndex(({ type }) => type === 'ComplaintReopened');
  return reopened < 0 ? events : events.slice(reopened);
}
