import { ofType, text, type Story } from '../../checks/story.js';
import { Outages } from '../outages.js';
import type { YearRecord } from '../year.js';

/** In a crowd of misses whom to tell is put off for so long, so that nobody else's miss has to wait for it. */
const PUT_OFF_MS = 1000;
/** So long after a miss a superior has heard of it, time without ledger or clock not counted. */
const WITHIN_MS = PUT_OFF_MS + 1000;

/** I10: whoever is told is a named person of the company; and every miss is told to somebody, unless the top knows already or it was none. */
export function superiorsAreNamed(story: Story, { staff, outages, endsAt }: YearRecord): string[] {
  const told = ofType(story, 'SuperiorInformed');
  const nobody = told.filter(({ data }) => !staff.has(String(data['person']))).map(({ id, data }) => `I10 ${story.complaint}: ${id} told ${String(data['person'])}, whom the company does not have`);
  const toldOf = new Map(told.flatMap((informed) => (informed.data['reasons'] as { causedBy: string }[]).map(({ causedBy }) => [causedBy, informed] as const)));
  const unheard = ofType(story, 'ObligationMissed').flatMap((miss) => {
    const end = Date.parse(toldOf.get(miss.id)?.recordedAt ?? new Date(endsAt).toISOString());
    const late = Outages.available(outages, Date.parse(miss.recordedAt), end);
    return late <= WITHIN_MS || isExcused(story, miss) ? [] : [`I10 ${story.complaint}: of the miss ${miss.id} nobody heard within ${late} ms`];
  });
  return [...nobody, ...unheard];
}

/** The top had been told, or the miss or the whole complaint was taken back. */
function isExcused(story: Story, miss: Story['events'][number]): boolean {
  const obligation = text(miss, 'obligationId');
  if (ofType(story, 'ComplaintWithdrawn', 'ComplaintReopened').length > 0) return true;
  if (ofType(story, 'ObligationMissRetracted').some((event) => text(event, 'obligationId') === obligation)) return true;
  const before = story.events.slice(0, story.events.indexOf(miss));
  const lifted = new Set(before.filter(({ type }) => type === 'EscalationLifted').map((event) => text(event, 'escalationId')));
  return before.some((event) => event.type === 'SuperiorInformed' && event.data['top'] === true && !lifted.has(text(event, 'escalationId')));
}
