import { fact, instantOf, millisOf, ObligationIncurred, ObligationNearing, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { courseOf, warningsOf, warningsOfPromise, type WarningAt } from '@amends/policy';
import type { PackBook } from '../policy/pack-book.js';
import { sayCaughtUp } from './caught-up.js';
import { packOf } from './circumstances.js';
import { incurred } from './incurring.js';
import type { Moment } from './judged.js';
import { clockOf, missOf, type Obligation } from './obligation.js';
import type { Page } from './page.js';

/** The warning that is due now, with the time of the next. */
export function warn(one: Obligation, page: Page, moment: Moment): ObligationFact {
  const { id: obligationId, kind, dueAt } = one;
  const [given, next] = warnings(one, page, moment.packs).slice(one.warned ?? 0);
  const to = given === undefined || given.to === 'owner' ? {} : { to: given.to };
  return fact(ObligationNearing, { obligationId, kind, dueAt, ...to, ...(next ? { warnAt: instantOf(next.at) } : {}), ...sayCaughtUp(moment) });
}

/** What comes after a miss: warnings that are still ahead, those before it was due being in vain. */
export function warningsAhead(one: Obligation, page: Page, packs: PackBook): { readonly warnAt?: string; readonly warned?: number } {
  const all = warnings(one, page, packs);
  const warned = all.filter(({ at }) => at < millisOf(one.dueAt)).length;
  return all[warned] ? { warnAt: instantOf(all[warned].at), warned } : {};
}

/** A warning to a level is told to a superior, one level above who knows, until that level knows; it hangs on the miss, and falls with it. */
export function tellLevel(page: Page, event: RecordedEvent, before: Page, packs: PackBook): readonly ObligationFact[] {
  const { to, obligationId } = event.data as { to?: string; obligationId: string };
  if (event.type !== 'ObligationNearing' || to === undefined || page.pack === null) return [];
  const { informed, channel } = page.soFar;
  const miss = missOf(obligationId);
  const isOwedAlready = page.owed.some(({ kind, about }) => kind === 'inform-superior' && about === miss);
  if (isOwedAlready || informed.some(({ level, top }) => top || level >= Number(to.slice('level-'.length)))) return [];
  const pack = packOf(page, event, packs);
  const told = incurred({ kind: 'inform-superior', about: miss, reason: 'missed' }, event, page, before, pack);
  return [fact(ObligationIncurred, { causedBy: miss, packVersion: pack.id, channel, obligations: [told] })];
}

function warnings(one: Obligation, { pack: pinned }: Page, packs: PackBook): readonly WarningAt[] {
  if (pinned === null) return [];
  const pack = packs.of(pinned);
  const due = millisOf(one.dueAt);
  return one.rule === undefined ? warningsOfPromise(pack, { ...one, promisedFor: one.promisedFor ?? one.dueAt }, due) : warningsOf(pack, one.kind, courseOf(pack, clockOf(one), packs.named), due);
}
