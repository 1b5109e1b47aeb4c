import { incurredBy } from '../../../chaos/invariants/stories.js';
import type { LogRow } from '../../../support/log-rows.js';
import { text, type Story } from '../../checks/story.js';
import { Outages } from '../outages.js';
import type { YearRecord } from '../year.js';

/** The latest that a deadline is struck, after it was due or the clock ran again. */
const WITHIN_MS = 1000;
const MOVES = ['ObligationRevised', 'ObligationResumed', 'ObligationExtended'];

/** I8: whatever is struck is struck within a second of virtual time in which ledger and clock ran; a warning is given once, and not after the miss. */
export function strikesArePunctual(story: Story, { outages, heard }: YearRecord): string[] {
  const heardAt = new Map((heard.get(story.complaint) ?? []).map(({ id, at }) => [id, at]));
  const due = new Map<string, number>();
  const warned = new Set<string>();
  // What the ledger had not heard when it struck, because it came late into the topic, held no clock up.
  let unlinked = 0;
  const wrongs: string[] = [];
  for (const event of story.events) {
    const recorded = Date.parse(event.recordedAt);
    if (event.type === 'ObligationIncurred') for (const { obligationId, dueAt } of incurredBy(event.data)) due.set(String(obligationId), Math.max(Date.parse(String(dueAt)), recorded));
    else if (MOVES.includes(event.type)) due.set(text(event, 'obligationId'), Math.max(Date.parse(text(event, 'dueAt')), recorded));
    else if (event.type === 'ComplaintUnlinked') unlinked = heardAt.get(event.id) ?? recorded;
    else if (event.type === 'ObligationNearing') wrongs.push(...warnings(story, event, warned));
    else if (event.type === 'ObligationMissed' || event.type === 'ObligationLapsed') wrongs.push(...late(story, event, Outages.available(outages, Math.max(due.get(text(event, 'obligationId')) ?? Infinity, unlinked <= recorded ? unlinked : 0), recorded)));
  }
  return wrongs;
}

const late = ({ complaint }: Story, event: LogRow, ms: number): string[] =>
  ms >= 0 && ms <= WITHIN_MS ? [] : [`I8 ${complaint}: ${event.type} of ${text(event, 'kind')} ${text(event, 'obligationId')} comes ${ms} ms after it was due`];

function warnings({ complaint }: Story, event: LogRow, warned: Set<string>): string[] {
  const id = text(event, 'obligationId');
  // The owner first, then perhaps levels, each with the time of the next warning.
  const warning = `${id} ${text(event, 'to')} ${text(event, 'warnAt')}`;
  if (!warned.has(warning)) return void warned.add(warning), [];
  return [`I8 ${complaint}: of ${text(event, 'kind')} ${id} was warned twice`];
}
