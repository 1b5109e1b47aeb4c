import { badPosition } from './position.js';

/** Which transactions PostgreSQL shows: all below `xmin`, and those below `xmax` that are not among the running ones. */
export interface Snapshot {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly running: ReadonlySet<bigint>;
}

const FORM = /^(\d{1,18}):(\d{1,18}):((?:\d{1,18})(?:,\d{1,18}){0,999})?$/;

/** Reads a `pg_snapshot`, `10:20:10,14`; throws a 400 problem for anything else. */
export function snapshotOf(text: string): Snapshot {
  const [, xmin, xmax, running] = FORM.exec(text) ?? [];
  if (xmin === undefined || xmax === undefined || BigInt(xmin) > BigInt(xmax)) throw badPosition();
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), running: new Set((running?.split(',') ?? []).map(BigInt)) };
}

/** Whether what a transaction wrote could be seen: the same as `pg_visible_in_snapshot`. Pure. */
export const isVisibleIn = ({ xmin, xmax, running }: Snapshot, transaction: bigint): boolean =>
  transaction < xmin || (transaction < xmax && !running.has(transaction));
