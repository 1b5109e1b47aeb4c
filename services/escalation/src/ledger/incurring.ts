import { fact, ObligationIncurred, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import { allowanceFor, dueAt, type Occasion } from '@amends/policy';
import { DUTIES, owedFor, type ComplaintSoFar, type Heard, type Owed } from '@amends/principles';
import type { Page } from './page.js';
import { timeOf } from './settling.js';

/** The allowance of what has a promised time of its own. */
export const PROMISED = 'the time that was promised';

/** What a fact makes us owe, except what this round has done or owes already, and what an imported source cannot show. */
export function incur({ soFar, owed }: Page, event: RecordedEvent, before: Page): readonly ObligationFact[] {
  const { known, records, done } = soFar;
  if (known.withdrawn || (event.round !== known.round && event.type !== 'ComplaintReopened')) return [];
  return owedFor(event as Heard, soFar, before.soFar)
    .filter(({ kind }) => records === null || records.includes(kind))
    .filter(({ kind, about }) => about !== undefined || !done.includes(kind))
    .filter(({ kind, about }) => !owed.some((one) => one.kind === kind && one.about === about && one.round === known.round))
    .map((one) => incurred(one, event, soFar));
}

/** What allowances depend on. */
export const occasionOf = ({ known, channel, resolvedBy }: ComplaintSoFar): Occasion => ({
  channel, resolvedBy, severity: known.severity, tier: known.standing?.tier ?? null,
});

function incurred({ kind, about, dueAt: promised, by, reason }: Owed, event: RecordedEvent, soFar: ComplaintSoFar): ObligationFact {
  const { known } = soFar;
  const { owedBy, principle, blocksClosing } = DUTIES[kind];
  const allowance = allowanceFor(kind, occasionOf(soFar));
  const startedAt = timeOf(event);
  return fact(ObligationIncurred, {
    // The same fact heard again would owe the same: the id follows from the fact and the kind.
    obligationId: derivedId(event.id, kind),
    kind,
    principle,
    owedBy: { role: owedBy, ...(by ?? { unit: known.owner?.unit ?? known.receivedBy, staff: known.owner?.staff ?? null }) },
    causedBy: event.id,
    dueAt: promised ?? dueAt(startedAt, allowance),
    blocksClosing,
    packVersion: allowance.packVersion,
    allowance: promised ? PROMISED : allowance.says,
    startedAt,
    ...(about ? { about } : {}),
    ...(reason ? { reason } : {}),
  });
}
