import { SERVICES, type LogName, type StreamKind } from '@amends/contracts';
import type { SeenMark } from '@amends/eventing';
import { invalidRequest } from '../problem/problem.js';

/** Header that carries what a client has seen, both ways: `intake/complaint:<uuid>@3, resolution/complaint:<uuid>@2`. */
export const SEEN_HEADER = 'amends-seen';

/** Header that carries what a judgement was made on, in the same form: the versions of the file that somebody had before them. */
export const JUDGED_ON_HEADER = 'amends-judged-on';

/** More marks than this no one person looks at; a client that never forgets would otherwise send ever longer headers. */
const MARKS = 64;

const KINDS: readonly StreamKind[] = ['complaint', 'customer', 'obligations', 'source'];
const MARK = /^([a-z-]+)\/([a-z]+):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@([1-9]\d{0,8})$/;

/** The marks of a header, the newest of each stream; throws a 400 problem when it is malformed. */
export function parseSeen(header: string | undefined, field = 'Amends-Seen'): readonly SeenMark[] {
  if (header === undefined || header.trim() === '') return [];
  const parts = header.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const marks = parts.map(parseMark);
  if (marks.length > MARKS || marks.includes(undefined)) throw malformedMarks(field);
  return mergeSeen(marks as SeenMark[], []);
}

/** The newest mark of each stream in either list; those of the second list last. */
export function mergeSeen(earlier: readonly SeenMark[], later: readonly SeenMark[]): readonly SeenMark[] {
  const newest = new Map<string, SeenMark>();
  for (const mark of [...earlier, ...later]) {
    const stream = streamOf(mark);
    const known = newest.get(stream);
    if (known && known.version > mark.version) continue;
    newest.delete(stream);
    newest.set(stream, mark);
  }
  return [...newest.values()];
}

/** The header's text; the oldest marks go when there are too many. */
export const formatSeen = (marks: readonly SeenMark[]): string =>
  marks.slice(-MARKS).map((mark) => `${streamOf(mark)}@${mark.version}`).join(', ');

const streamOf = ({ source, kind, id }: SeenMark): string => `${source}/${kind}:${id}`;

function parseMark(part: string): SeenMark | undefined {
  const [, source, kind, id, version] = MARK.exec(part) ?? [];
  const known = (SERVICES as readonly (string | undefined)[]).includes(source) && (KINDS as readonly (string | undefined)[]).includes(kind);
  return known ? { source: source as LogName, kind: kind as StreamKind, id: id!, version: Number(version) } : undefined;
}

const malformedMarks = (field: string) =>
  invalidRequest([
    {
      field,
      message: 'must be made of the Amends-Seen headers that earlier answers carried',
      remedy: `send back the Amends-Seen header of your last answers, at most ${MARKS} marks joined by commas: intake/complaint:<uuid>@3`,
    },
  ]);
