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

type Fails = (when: Conditions, of: Circumstances) => boolean | undefined;
type Sentence = (when: Conditions, of: Circumstances) => string;

const isOneOf = (allowed: readonly unknown[], value: unknown): boolean => allowed.includes(value);
const beginsWith = (path: readonly string[], beginning: readonly string[]): boolean => beginning.every((part, at) => path[at] === part);
const said = (field: string, value: unknown, wanted: readonly unknown[]): string => `${field}: ${value === null || value === '' ? 'not known' : String(value)}, not ${wanted.join(' or ')}`;

/** Every condition in the order in which it is looked at: whether it is there and fails, and how that is said. */
const CONDITIONS: readonly { readonly fails: Fails; readonly sentence: Sentence }[] = [
  { fails: ({ severity }, of) => severity && !isOneOf(severity, of.severity), sentence: ({ severity }, of) => said('severity', of.severity, severity!) },
  { fails: ({ tier }, of) => tier && !isOneOf(tier, of.tier), sentence: ({ tier }, of) => said('tier', of.tier, tier!) },
  { fails: ({ channel }, of) => channel && !isOneOf(channel, of.channel), sentence: ({ channel }, of) => said('channel', of.channel, channel!) },
  {
    fails: ({ category }, of) => category && !category.some((beginning) => beginsWith(of.category, beginning)),
    sentence: ({ category }, of) => said('category', of.category.join(' / '), category!.map((path) => path.join(' / '))),
  },
  { fails: ({ grave }, of) => grave && !grave.some((flag) => of.grave.includes(flag)), sentence: ({ grave }, of) => said('grave', of.grave.join(', '), grave!) },
  { fails: ({ resolvedBy }, of) => resolvedBy && !isOneOf(resolvedBy, of.resolvedBy), sentence: ({ resolvedBy }, of) => said('resolved by', of.resolvedBy, resolvedBy!) },
  { fails: ({ level }, of) => level && !isOneOf(level, of.level), sentence: ({ level }, of) => said('level', of.level, level!) },
];

/** Whether all conditions hold. */
export const holds = (when: Conditions | undefined, of: Circumstances): boolean => when === undefined || !CONDITIONS.some(({ fails }) => fails(when, of));

/** Whether conditions hold wherever others do. */
export function holdsWherever(conditions: Conditions = {}, others: Conditions = {}): boolean {
  return (Object.keys(conditions) as (keyof Conditions)[]).every((field) => {
    const allowed: readonly unknown[] = conditions[field]!;
    return others[field]?.every((value: unknown) => (field === 'category' ? allowed.some((beginning) => beginsWith(value as string[], beginning as string[])) : allowed.includes(value))) ?? false;
  });
}

/** The first condition that does not hold, as `field: what it is, not what it has to be`; undefined when all hold. */
export function whyNot(when: Conditions | undefined, of: Circumstances): string | undefined {
  return when && CONDITIONS.find(({ fails }) => fails(when, of))?.sentence(when, of);
}
