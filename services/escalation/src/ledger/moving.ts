import { fact, ObligationRevised, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { deadlinesOfPromise, deadlinesUnder, sayRule, type AllowanceRule, type Deadlines, type Hours, type Pack } from '@amends/policy';
import type { Heard } from '@amends/principles';
import type { PackBook } from '../policy/pack-book.js';
import { circumstancesOf, packOf } from './circumstances.js';
import { notBefore, saidOf, sayPromised } from './incurring.js';
import { clockOf, isOfItsRound, type Obligation } from './obligation.js';
import type { Page } from './page.js';
import { suiting } from './suiting.js';
import { timeOf } from './time-of.js';

/** What an event does to clocks that run: they follow severity, standing and promises. */
export function move(page: Page, event: RecordedEvent, before: Page, packs: PackBook): readonly ObligationFact[] {
  const heard = event as Heard;
  const pack = (): Pack => packOf(page, event, packs);
  switch (heard.type) {
    case 'ComplaintClassified':
      return reconsidered(page, event, before, 'severity', packs);
    case 'CustomerStandingChanged':
      return reconsidered(page, event, before, 'standing', packs);
    case 'PromiseRevised':
      return page.owed
        .filter(({ kind, about, state }) => kind === 'keep-promise' && about === heard.data.promiseId && state === 'open')
        .map((one) => promisedAnew(one, event, heard.data.promisedFor, page, pack()));
    case 'MessageSent':
      return heard.data.kind === 'summary' ? awaitingSilence(page, event, pack()) : [];
    default:
      return [];
  }
}

function promisedAnew(one: Obligation, event: RecordedEvent, promisedFor: string, { soFar }: Page, pack: Pack): ObligationFact {
  const rule = pack.applying(one.kind, circumstancesOf(soFar));
  const deadlines = deadlinesOfPromise(pack, rule, { kind: one.kind, startedAt: timeOf(event), promisedFor, warned: one.warned });
  return revised(one, event, { because: 'promise', pack, allowance: sayPromised(rule), deadlines, promisedFor });
}

/** Another severity or standing may find another rule: what was used stays used, nothing is due before it was known, and a stage that has begun goes on. */
function reconsidered(page: Page, event: RecordedEvent, before: Page, because: 'severity' | 'standing', packs: PackBook): readonly ObligationFact[] {
  const pack = packOf(page, event, packs);
  const customer = page.soFar.known.standing;
  const hasOtherHours = !haveSameHours(customer, before.soFar.known.standing);
  return page.owed.filter(canMove).flatMap((one) => {
    const found = pack.applying(one.kind, circumstancesOf(page.soFar, one.about));
    const isStage = pack.stageOf(ruleOf(one) ?? '') !== undefined;
    if (!isStage && found.id !== ruleOf(one)) return [under(found, one, event, { because, pack, packs, customer })];
    return hasOtherHours ? inOtherHours(one, event, { pack, packs, customer }) : [];
  });
}

/** What minds the customer's hours minds those that they say now. */
function inOtherHours(one: Obligation, event: RecordedEvent, { pack, packs, customer }: Pick<Moving, 'pack' | 'packs' | 'customer'>): readonly ObligationFact[] {
  const clock = suiting(pack, clockOf(one), timeOf(event), customer, packs.named);
  if (clock.convenientUntil === one.convenientUntil) return [];
  const deadlines = notBefore(timeOf(event), deadlinesUnder(pack, clock, packs.named));
  return [revised(one, event, { because: 'standing', pack, allowance: one.allowance, deadlines, ...(clock.convenientUntil ? { convenientUntil: clock.convenientUntil } : {}) })];
}

const haveSameHours = (one: Hours | null, other: Hours | null): boolean => one?.zone === other?.zone && JSON.stringify(one?.convenientHours) === JSON.stringify(other?.convenientHours);

/** Whether another rule may give it another time: a miss stays a miss, and what was promised or waits for silence has no rule. */
export const canMove = ({ state, rule, lapses }: Obligation): boolean => state === 'open' && rule !== undefined && !lapses;

interface Moving {
  readonly because: 'severity' | 'standing' | 'stage' | 'repinned';
  readonly pack: Pack;
  readonly packs: PackBook;
  readonly customer: Hours | null;
}

/** An obligation goes on under another rule from an event on. */
export function under(found: AllowanceRule, one: Obligation, event: RecordedEvent, { because, pack, packs, customer }: Moving): ObligationFact {
  const changedAt = timeOf(event);
  const change = { at: changedAt, rule: found.id, ...(because === 'repinned' ? { pack: pack.id } : {}) };
  const clock = suiting(pack, clockOf({ ...one, changes: [...(one.changes ?? []), change] }), changedAt, customer, packs.named);
  const suited = clock.convenientUntil ? { convenientUntil: clock.convenientUntil } : {};
  return revised(one, event, { because, pack, allowance: sayRule(found, 'en'), rule: found.id, changedAt, deadlines: deadlinesUnder(pack, clock, packs.named), ...suited });
}

/** The rule by which an obligation is reckoned now. */
export const ruleOf = ({ rule, changes }: Obligation): string | undefined => changes?.at(-1)?.rule ?? rule;

/** After a written follow-up the customer has the whole allowance again, and silence until then counts as yes. */
function awaitingSilence({ owed, soFar }: Page, event: RecordedEvent, pack: Pack): readonly ObligationFact[] {
  if (soFar.known.resolvedRound !== soFar.known.round) return [];
  const rule = pack.applying('confirm', circumstancesOf(soFar));
  if (rule.notOwed) return [];
  const deadlines = deadlinesUnder(pack, { kind: 'confirm', rule: rule.id, startedAt: timeOf(event) });
  return owed
    .filter((one) => one.kind === 'confirm' && !one.lapses && isOfItsRound(one, event))
    .map((one) => revised(one, event, { because: 'follow-up-written', pack, allowance: `${sayRule(rule, 'en')}, since we wrote`, deadlines }));
}

interface Revision {
  readonly because: 'severity' | 'standing' | 'calendar' | 'stage' | 'repinned' | 'promise' | 'follow-up-written';
  readonly pack: Pack;
  readonly allowance: string;
  readonly deadlines: Deadlines;
  readonly rule?: string;
  readonly changedAt?: string;
  readonly promisedFor?: string;
  readonly convenientUntil?: string;
}

/** An obligation has other deadlines because of something. */
export function revised({ id: obligationId, kind, dueAt: formerly }: Obligation, { id: causedBy }: Pick<RecordedEvent, 'id'>, { pack, deadlines, ...revision }: Revision): ObligationFact {
  return fact(ObligationRevised, { obligationId, kind, causedBy, formerly, packVersion: pack.id, ...saidOf(deadlines), ...revision });
}
