import { fact, ObligationsDischarged, SERVICES, statusOf } from '@amends/contracts';
import { record } from './judge.js';
import type { Judged, Moment } from './judged.js';
import { blocksClosing } from './obligation.js';
import type { Page } from './page.js';

/** Says that nothing of a resolved round is owed that blocks closing, and again when facts have moved on; history closes by its file. */
export function discharge(page: Page, moment: Moment): Judged {
  const { known } = page.soFar;
  if (known.origin === 'history' || statusOf(known) !== 'resolved' || page.owed.some(blocksClosing) || saysSo(page)) return { page, facts: [] };
  const seen = SERVICES.flatMap((source) => (page.seen[source] ? [{ source, version: page.seen[source] }] : []));
  return record(page, [fact(ObligationsDischarged, { round: known.round, seen })], moment);
}

function saysSo({ discharged, seen, soFar }: Page): boolean {
  return discharged?.round === soFar.known.round && SERVICES.every((source) => discharged.seen[source] === seen[source]);
}
