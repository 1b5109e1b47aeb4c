import type { RecordedEvent } from '@amends/contracts';
import type { Circumstances, Pack } from '@amends/policy';
import type { ComplaintSoFar } from '@amends/principles';
import type { PackBook } from '../policy/pack-book.js';
import type { Page } from './page.js';
import { timeOf } from './time-of.js';

/** The pack to which a complaint is pinned: what is in force when its first obligation is incurred. */
export const packOf = ({ pack }: Page, event: RecordedEvent, packs: PackBook): Pack => (pack === null ? packs.inForceAt(timeOf(event)) : packs.of(pack));

/** What the time allowed depends on; of an escalation that something is about, the level that was told then, of anything else the highest that knows. */
export const circumstancesOf = ({ known, channel, category, resolvedBy, informed }: ComplaintSoFar, about?: string): Circumstances => ({
  channel, category, resolvedBy, severity: known.severity, tier: known.standing?.tier ?? null, grave: known.grave,
  level: (informed.find(({ escalationId }) => escalationId === about) ?? informed.at(-1))?.level ?? null,
});
