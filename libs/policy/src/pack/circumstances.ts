import type { Channel, GraveFlag, Severity } from '@amends/contracts';
import type { Conditions } from './policy-pack.js';

/** What is known of a complaint when an obligation's time is to be found. */
export interface Circumstances {
  readonly channel: Channel | string;
  readonly severity: Severity | null;
  readonly tier: string | null;
  readonly category: readonly string[];
  readonly grave: readonly GraveFlag[];
  /** How the complaint was resolved, where the obligation follows from that. */
  readonly resolvedBy: string | null;
  /** The level of the superior that the obligation is about, 1 the nearest. */
  readonly level: number | null;
}

/** Circumstances of which nothing is known. */
export const UNKNOWN_CIRCUMSTANCES: Circumstances = { channel: 'other', severity: null, tier: null, category: [], grave: [], resolvedBy: null, level: null };

const isOneOf = (allowed: readonly unknown[], value: unknown): boolean => allowed.includes(value);
const beginsWith = (path: readonly string[], beginning: readonly string[]): boolean => beginning.every((part, at) => path[at] === part);

/** Whether conditions hold wherever others do. */
export function holdsWherever(conditions: Conditions = {}, others: Conditions = {}): boolean {
  return (Object.keys(conditions) as (keyof Conditions)[]).every((field) => {
    const allowed: readonly unknown[] = conditions[field]!;
    return others[field]?.every((value: unknown) => (field === 'category' ? allowed.some((beginning) => beginsWith(value as string[], beginning as string[])) : allowed.includes(value))) ?? false;
  });
}

/** The first condition that does not hold, as `field: what it is, not what it has to be`; undefined when all hold. */
export function whyNot(when: Conditions | undefined, of: Circumstances): string | undefined {
  if (!when) return undefined;
  const { severity, tier, channel, category, grave, resolvedBy, level } = when;
  const said = (field: string, value: unknown, wanted: readonly unknown[]): string => `${field}: ${value === null || value === '' ? 'not known' : String(value)}, not ${wanted.join(' or ')}`;
  if (severity && !isOneOf(severity, of.severity)) return said('severity', of.severity, severity);
  if (tier && !isOneOf(tier, of.tier)) return said('tier', of.tier, tier);
  if (channel && !isOneOf(channel, of.channel)) return said('channel', of.channel, channel);
  if (category && !category.some((beginning) => beginsWith(of.category, beginning))) return said('category', of.category.join(' / '), category.map((path) => path.join(' / ')));
  if (grave && !grave.some((flag) => of.grave.includes(flag))) return said('grave', of.grave.join(', '), grave);
  if (resolvedBy && !isOneOf(resolvedBy, of.resolvedBy)) return said('resolved by', of.resolvedBy, resolvedBy);
  if (level && !isOneOf(level, of.level)) return said('level', of.level, level);
  return undefined;
}
