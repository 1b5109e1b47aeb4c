import { definitionOf, type Actor, type RecordedEvent } from '@amends/contracts';
import { derivedId } from '@amends/eventing';
import type { Growing } from './growing.js';
import type { Judged, Moment, OwnFact, Said } from './judged.js';
import { foldEvent, hasHeard, type Page } from './page.js';
import { rulesFor } from './rules.js';

/** Judges one fact. What is said of it is judged in turn, until nothing more follows; a repetition says nothing. */
export function judge(page: Page, event: RecordedEvent, moment: Moment): Judged {
  if (hasHeard(page, event)) return { page, facts: [] };
  const facts: Said[] = [];
  return { page: follow(foldEvent(page, event), event, page, { ...moment, facts }), facts };
}

/** An own fact that somebody decided; where something may follow from it, a command brings its id. */
export type DecidedHere = OwnFact & Pick<Said, 'id' | 'actor'>;

/** Who says what nobody decided. */
export const LEDGER: Actor = { id: 'escalation', role: 'system', unit: null };

/** Records own facts that were decided and not heard, with all that follows from them. */
export function record(page: Page, decided: readonly DecidedHere[], moment: Moment): Judged {
  const facts: Said[] = [];
  return { page: decided.reduce((so, fact) => say(so, fact, undefined, { ...moment, facts }), page), facts };
}

/** Two judgements one after the other. */
export function andThen(judged: Judged, next: (page: Page) => Judged): Judged {
  const { page, facts } = next(judged.page);
  return { page, facts: facts.length > 0 ? [...judged.facts, ...facts] : judged.facts };
}

interface Saying extends Moment {
  readonly facts: Said[];
}

function follow(page: Page, event: RecordedEvent, before: Page, saying: Saying): Page {
  let after = page;
  for (const rule of rulesFor(event.type, page.pack === null ? undefined : saying.packs.of(page.pack))) {
    for (const fact of rule(after, event, before, saying.packs)) after = say(after, fact, event, saying);
  }
  return after;
}

function say(page: Page, fact: DecidedHere, because: RecordedEvent | undefined, saying: Saying): Page {
  const event = eventOf(page, fact, saying.now);
  const said: Growing<Said> = { ...fact, round: event.round };
  if (event.id) said.id = event.id;
  if (because?.source === 'escalation' && because.id !== '') said.causation = because.id;
  saying.facts.push(said);
  return follow(foldEvent(page, event), event, page, saying);
}

/** Own events that something may follow from: their ids are needed before they are recorded. */
const CAUSES: ReadonlySet<OwnFact['type']> = new Set(['ObligationMissed', 'ObligationMissRetracted', 'SuperiorInformed', 'EscalationLifted']);

/** An own fact as the event that it will be. */
function eventOf({ soFar, seen, owed }: Page, fact: DecidedHere, now: string): RecordedEvent {
  const streamKind = definitionOf(fact.type)!.stream;
  const { obligationId, escalationId } = fact.data as { obligationId?: string; escalationId?: string };
  return {
    type: fact.type, data: fact.data, round: soFar.known.round, origin: soFar.known.origin, occurredAt: now, recordedAt: now, streamKind, source: 'escalation',
    id: fact.id ?? (CAUSES.has(fact.type) ? derivedId((obligationId ?? escalationId)!, fact.type) : idOfWarning(fact, owed)),
    version: streamKind === 'complaint' ? (seen.escalation ?? 0) + 1 : 0,
    subject: '', schemaVersion: 1, actor: fact.actor ?? LEDGER, causation: null, correlation: '', traceparent: null,
  };
}

/** There may be several warnings of an obligation; only one to a superior brings anything about. */
function idOfWarning({ type, data }: OwnFact, owed: Page['owed']): string {
  const { obligationId, to } = data as { obligationId?: string; to?: string };
  return type === 'ObligationNearing' && to !== undefined ? derivedId(obligationId!, `${type}/${owed.find(({ id }) => id === obligationId)?.warned ?? 0}`) : '';
}
