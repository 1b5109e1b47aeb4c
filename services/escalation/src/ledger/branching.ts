import { fact, millisOf, ObligationCancelled, type ObligationFact, type RecordedEvent } from '@amends/contracts';
import type { Branch } from '@amends/policy';
import type { PackBook } from '../policy/pack-book.js';
import { circumstancesOf } from './circumstances.js';
import type { Page } from './page.js';
import { timeOf } from './time-of.js';

/** The branch of its pack that a fact takes: soon enough after the complaint reached us. What was reopened was not put right soon. */
export function branchTaken({ soFar, pack: pinned }: Page, event: RecordedEvent, packs: PackBook): Branch | undefined {
  if (pinned === null || soFar.receivedAt === null || event.round !== 1 || soFar.known.round !== 1) return undefined;
  const pack = packs.of(pinned);
  return pack.speaksOf(event.type) ? pack.branchOf(event, circumstancesOf(soFar), millisOf(soFar.receivedAt), millisOf(timeOf(event))) : undefined;
}

/** What falls away by the branch that a fact takes, missed or not. */
export function fallAway(page: Page, event: RecordedEvent, _before: Page, packs: PackBook): readonly ObligationFact[] {
  const branch = branchTaken(page, event, packs);
  if (!branch) return [];
  return page.owed
    .filter(({ kind, round }) => round === event.round && branch.fallAway.includes(kind))
    .map(({ id: obligationId, kind }) => fact(ObligationCancelled, { obligationId, kind, because: 'fell-away' as const, causedBy: event.id, branch: branch.id }));
}
