import { fact, ObligationPaused, ObligationResumed, ObligationRevised, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { allowanceFor, dueAt, later, type Allowance } from '@amends/policy';
import { DUTIES, type Heard } from '@amends/principles';
import { occasionOf, PROMISED } from './incurring.js';
import type { Obligation } from './obligation.js';
import type { Page } from './page.js';
import { isOfItsRound, timeOf } from './settling.js';

/** What an event does to clocks that run: they stand still while we wait for the customer, and follow severity, standing and promises. */
export function move(page: Page, event: RecordedEvent): readonly ObligationFact[] {
  const heard = event as Heard;
  switch (heard.type) {
    case 'WaitingForCustomer':
      return stopped(page, event);
    case 'CustomerAnswered':
    case 'ComplaintResolved':
      return page.soFar.known.waiting ? [] : page.owed.flatMap((one) => (one.pausedAt ? [resumed(one, one.pausedAt, event)] : []));
    case 'ObligationIncurred':
      return page.soFar.known.waiting && DUTIES[heard.data.kind].waitsForCustomer ? page.owed.slice(-1).map((one) => paused(one, one.causedBy, one.startedAt)) : [];
    case 'ComplaintClassified':
      return reconsidered(page, event, 'severity');
    case 'CustomerStandingChanged':
      return reconsidered(page, event, 'standing');
    case 'PromiseRevised':
      return page.owed
        .filter(({ kind, about, state }) => kind === 'keep-promise' && about === heard.data.promiseId && state === 'open')
        .map((one) => revised(one, event, { because: 'promise', dueAt: heard.data.promisedFor, allowance: { ...PACK_OF_PROMISES, says: PROMISED } }));
    case 'MessageSent':
      return heard.data.kind === 'summary' ? awaitingSilence(page, event) : [];
    default:
      return [];
  }
}

const PACK_OF_PROMISES: Pick<Allowance, 'packVersion'> = { packVersion: 'promise' };

function stopped(page: Page, event: RecordedEvent): readonly ObligationFact[] {
  return page.owed
    .filter((one) => one.state === 'open' && !one.pausedAt && DUTIES[one.kind].waitsForCustomer && isOfItsRound(one, event))
    .map((one) => paused(one, event.id, timeOf(event)));
}

const paused = ({ id: obligationId, kind }: Obligation, causedBy: string, pausedAt: string): ObligationFact =>
  fact(ObligationPaused, { obligationId, kind, causedBy, pausedAt });

function resumed({ id: obligationId, kind, dueAt: due }: Obligation, pausedAt: string, event: RecordedEvent): ObligationFact {
  const waited = Math.max(0, Date.parse(timeOf(event)) - Date.parse(pausedAt));
  return fact(ObligationResumed, { obligationId, kind, causedBy: event.id, dueAt: later(due, waited) });
}

/** Another severity or standing gives another allowance, from the original start with all that was added; what was missed stays so. */
function reconsidered({ owed, soFar }: Page, event: RecordedEvent, because: 'severity' | 'standing'): readonly ObligationFact[] {
  const occasion = occasionOf(soFar);
  return owed
    .filter(({ state, allowance, lapses }) => state === 'open' && allowance !== PROMISED && !lapses)
    .map((one) => ({ one, allowance: allowanceFor(one.kind, occasion) }))
    .filter(({ one, allowance }) => allowance.says !== one.allowance)
    .map(({ one, allowance }) => {
      const due = later(dueAt(one.startedAt, allowance), one.addedMs ?? 0);
      return revised(one, event, { because, allowance, dueAt: Date.parse(due) < Date.parse(timeOf(event)) ? timeOf(event) : due });
    });
}

/** After a written follow-up the customer has the whole allowance again, and silence until then counts as yes. */
function awaitingSilence({ owed, soFar }: Page, event: RecordedEvent): readonly ObligationFact[] {
  if (soFar.known.resolvedRound !== soFar.known.round) return [];
  const allowance = allowanceFor('confirm', occasionOf(soFar));
  return owed
    .filter((one) => one.kind === 'confirm' && !one.lapses && isOfItsRound(one, event))
    .map((one) => revised(one, event, { because: 'follow-up-written', dueAt: dueAt(timeOf(event), allowance), allowance: { ...allowance, says: `${allowance.says}, since we wrote` } }));
}

interface Revision {
  readonly because: 'severity' | 'standing' | 'promise' | 'follow-up-written';
  readonly dueAt: string;
  readonly allowance: Pick<Allowance, 'says' | 'packVersion'>;
}

const revised = ({ id: obligationId, kind, dueAt: formerly }: Obligation, { id: causedBy }: RecordedEvent, { because, dueAt: due, allowance }: Revision): ObligationFact =>
  fact(ObligationRevised, { obligationId, kind, because, causedBy, dueAt: due, formerly, packVersion: allowance.packVersion, allowance: allowance.says });
