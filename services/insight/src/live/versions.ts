import { badPosition } from '@amends/runtime';

/** How far somebody has read a complaint's file: the newest version of each of its streams. */
export type Versions = Readonly<Record<string, number>>;

const STREAM = /^([a-z-]{1,32}\/[a-z]{1,32})@([1-9]\d{0,8})$/;
/** A complaint has five streams. */
const MOST = 16;

/** `intake/complaint@4,escalation/obligations@7`: a position in a file that holds on any replica, after any restart, in any rebuilt read model. */
export const positionOf = (versions: Versions): string =>
  Object.entries(versions).map(([stream, version]) => `${stream}@${version}`).join(',') || NOWHERE;

/** Before the first event. */
const NOWHERE = 'none';

/** Reads a position; throws a 400 problem for one that was not handed out by a stream. */
export function versionsOf(position: string): Versions {
  if (position === NOWHERE) return {};
  const streams = position.split(',').map((part) => STREAM.exec(part.trim()));
  if (streams.length > MOST || streams.includes(null)) throw badPosition();
  return Object.fromEntries(streams.map((found) => [found![1]!, Number(found![2])]));
}
