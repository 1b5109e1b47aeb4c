import { fact, instantOf, millisOf, ObligationIncurred, type IncurredObligation, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import { deadlinesOfPromise, deadlinesUnder, sayRule, type AllowanceRule, type Deadlines, type Pack } from '@amends/policy';
import { DUTIES, owedFor, type Heard, type Owed } from '@amends/principles';
import type { PackBook } from '../policy/pack-book.js';
import { beginningOf, runsAgain } from './beginning.js';
import { branchTaken } from './branching.js';
import { circumstancesOf, packOf } from './circumstances.js';
import type { Growing } from './growing.js';
import type { Page } from './page.js';
import { suiting } from './suiting.js';
import { timeOf } from './time-of.js';

/** The allowance of what has a promised time of its own, with how late it may be where its rule lets it. */
export const sayPromised = (rule: AllowanceRule): string => (rule.allow?.count === 0 ? 'the time that was promised' : `the time that was promised; ${sayRule(rule, 'en')}`);

/** What a fact makes us owe, except what this round has done or owes already, and what an imported source cannot show. */
export function incur(page: Page, event: RecordedEvent, before: Page, packs: PackBook): readonly ObligationFact[] {
  const { soFar, owed } = page;
  const { known, records, done } = soFar;
  if (known.withdrawn || (event.round !== known.round && event.type !== 'ComplaintReopened')) return [];
  const fresh = [...owedFor(event as Heard, soFar, before.soFar), ...(branchTaken(page, event, packs)?.owes ?? []).map((kind): Owed => ({ kind }))]
    .filter(({ kind }) => records === null || records.includes(kind))
    .filter(({ kind, about }) => about !== undefined || !done.includes(kind))
    .filter(({ kind, about }) => !owed.some((one) => one.kind === kind && one.about === about && one.round === known.round));
  if (fresh.length === 0) return [];
  const pack = packOf(page, event, packs);
  const running = fresh.filter(({ kind, about }) => runsAgain(kind, event, pack) && !pack.notOwedBy(kind, circumstancesOf(soFar, about)));
  return running.length === 0 ? [] : [fact(ObligationIncurred, { causedBy: event.id, packVersion: pack.id, channel: soFar.channel, obligations: running.map((one) => incurred(one, event, page, before, pack)) })];
}

/** One obligation that an event makes us owe, with its time. */
export function incurred({ kind, about, promisedFor, by, reason }: Owed, event: RecordedEvent, page: Page, before: Page, pack: Pack): IncurredObligation {
  const { soFar } = page;
  const { known } = soFar;
  const { owedBy, principle, blocksClosing } = DUTIES[kind];
  const rule = pack.applying(kind, circumstancesOf(soFar, about));
  const { startedAt, pauses } = beginningOf(kind, rule, event, page, before, pack);
  const clock = suiting(pack, { kind, rule: rule.id, startedAt, pauses }, timeOf(event), known.standing);
  const deadlines = promisedFor ? deadlinesOfPromise(pack, rule, { kind, startedAt, promisedFor }) : notBefore(timeOf(event), deadlinesUnder(pack, clock));
  const whose = by ?? { unit: known.owner?.unit ?? known.receivedBy, staff: owedBy === 'agent' ? (known.owner?.staff ?? null) : null };
  const found: Growing<IncurredObligation> = {
    // The same fact heard again would owe the same: the id follows from the fact and the kind.
    obligationId: derivedId(event.id, kind),
    kind,
    principle,
    // The owner owes what agents owe; of the superiors of the owner's unit nobody in particular.
    owedBy: { role: owedBy, unit: whose.unit, staff: whose.staff },
    dueAt: deadlines.dueAt,
    blocksClosing,
    allowance: promisedFor ? sayPromised(rule) : sayRule(rule, 'en'),
    startedAt,
  };
  if (by) found.named = true;
  if (deadlines.warnAt) found.warnAt = deadlines.warnAt;
  if (promisedFor) found.promisedFor = promisedFor;
  else found.rule = rule.id;
  if (clock.convenientUntil) found.convenientUntil = clock.convenientUntil;
  if (pauses) found.pauses = pauses.map(([from, to]) => ({ from, to }));
  if (about) found.about = about;
  if (reason) found.reason = reason;
  return found;
}

/** Nothing is due before it is known to be owed. */
export const notBefore = (instant: string, { dueAt, warnAt }: Deadlines): Deadlines => ({ dueAt: millisOf(dueAt) < millisOf(instant) ? instantOf(millisOf(instant)) : dueAt, warnAt });

/** Deadlines as an event says them. */
export const saidOf = ({ dueAt, warnAt }: Deadlines): { dueAt: string; warnAt?: string } => ({ dueAt, ...(warnAt ? { warnAt } : {}) });
