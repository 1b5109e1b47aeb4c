import { count, table } from '../report/report-text.js';

/** What a pack would change for open complaints, as the server says it. */
export interface DryRunResult {
  readonly pack: string;
  readonly complaints: number;
  readonly obligations: number;
  readonly byKind: readonly { readonly kind: string; readonly obligations: number; readonly earlier: number; readonly later: number; readonly overdue: number; readonly fallAway: number }[];
  readonly examples: readonly { readonly complaint: string; readonly kind: string; readonly formerly: string; readonly dueAt: string }[];
}

/** The same for people. */
export function dryRunLines({ pack, complaints, obligations, byKind, examples }: DryRunResult): string[] {
  const moved = byKind.filter((one) => changedOf(one) > 0).sort((a, b) => changedOf(b) - changedOf(a));
  const overdue = byKind.reduce((sum, one) => sum + one.overdue, 0);
  const head = `${pack} against ${count(complaints)} open complaints with ${count(obligations)} obligations that have a clock; nothing was written.`;
  if (moved.length === 0) return [head, 'No obligation would be due at another time or fall away.'];
  return [
    head,
    ...table(['obligation', 'open', 'earlier', 'later', 'overdue at once', 'falls away'], moved.map((one) => [words(one.kind), count(one.obligations), count(one.earlier), count(one.later), count(one.overdue), count(one.fallAway)])),
    overdue > 0 ? `${count(overdue)} would be overdue at once, and superiors would hear of them.` : 'None would be overdue at once.',
    ...(examples.length > 0 ? ['Those that would move farthest:'] : []),
    ...examples.map(({ complaint, kind, formerly, dueAt }) => `  ${complaint}  ${words(kind)}: ${minute(formerly)} → ${minute(dueAt)}`),
  ];
}

const changedOf = ({ earlier, later, fallAway }: DryRunResult['byKind'][number]): number => earlier + later + fallAway;
const words = (kind: string): string => kind.replaceAll('-', ' ');
const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');
