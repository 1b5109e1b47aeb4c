import type { LogRow } from '../../support/log-rows.js';
import { incurredBy } from '../../chaos/invariants/stories.js';
import { text } from './story.js';

/** A duty as the obligations stream tells it, folded apart from the ledger's own code. */
export interface Duty {
  readonly id: string;
  readonly kind: string;
  readonly round: number;
  readonly blocks: boolean;
  readonly causedBy: string;
  readonly about: string | undefined;
  dueAt: string;
  state: 'open' | 'missed' | 'settled' | 'settled late' | 'waived' | 'cancelled' | 'lapsed' | 'retracted';
  paused: boolean;
  misses: number;
}

/** What blocks closing, and nothing else does: product rule, written down again. */
export const BLOCKING: ReadonlySet<string> = new Set([
  'acknowledge', 'first-answer', 'find-cause', 'resolve', 'record-statement', 'read-back', 'propose', 'ask-counter-proposal', 'answer-counter-proposal', 'carry-out',
  'keep-promise', 'call', 'call-again', 'confirm', 'write-follow-up', 'decide-approval',
]);

export const isOwed = ({ state }: Duty): boolean => state === 'open' || state === 'missed';

type Step = (duty: Duty, event: LogRow) => string | undefined;
const only = (states: readonly Duty['state'][], to: (duty: Duty, event: LogRow) => Duty['state']): Step => (duty, event) => {
  if (!states.includes(duty.state)) return `${event.type} while ${duty.state}`;
  duty.state = to(duty, event);
  return undefined;
};
const moves: Step = (duty, { type, data }) => {
  duty.dueAt = String(data['dueAt'] ?? duty.dueAt);
  if (type === 'ObligationPaused' || type === 'ObligationResumed') {
    const wrong = duty.paused === (type === 'ObligationPaused') ? `${type} while ${duty.paused ? 'paused' : 'running'}` : undefined;
    duty.paused = type === 'ObligationPaused';
    return wrong;
  }
  return undefined;
};

/** Which event may come when, and what it makes of a duty. */
const STEPS: Readonly<Record<string, Step>> = {
  ObligationSettled: (duty, event) =>
    (event.data['late'] === true) === (duty.state === 'missed') ? only(['open', 'missed'], ({ state }) => (state === 'missed' ? 'settled late' : 'settled'))(duty, event) : `settled ${event.data['late'] ? 'late' : 'in time'} while ${duty.state}`,
  ObligationMissed: (duty, event) => ((duty.misses += 1), duty.paused ? 'missed while paused' : only(['open'], () => 'missed')(duty, event)),
  ObligationMissRetracted: only(['missed'], () => 'retracted'),
  ObligationWaived: only(['open', 'missed'], () => 'waived'),
  ObligationCancelled: only(['open', 'missed'], () => 'cancelled'),
  ObligationLapsed: only(['open', 'missed'], () => 'lapsed'),
  ObligationNearing: only(['open', 'missed'], ({ state }) => state),
  ObligationPaused: moves,
  ObligationResumed: moves,
  ObligationRevised: moves,
  ObligationExtended: moves,
};

/** Folds obligation events in the order of their stream; `hear` is told of each step that may not be. */
export function foldDuties(events: readonly LogRow[], hear: (what: string) => void = () => undefined): ReadonlyMap<string, Duty> {
  const duties = new Map<string, Duty>();
  for (const event of events.filter(({ stream }) => stream.endsWith('/obligations'))) {
    if (event.type === 'ObligationsDischarged' || event.type === 'ObligationsRepinned') continue;
    if (event.type === 'ObligationIncurred') {
      for (const fresh of incurred(event)) {
        if (duties.has(fresh.id)) hear(`owes ${fresh.kind} ${fresh.id} twice`);
        duties.set(fresh.id, fresh);
      }
    } else {
      const id = text(event, 'obligationId');
      const duty = duties.get(id);
      const wrong = duty ? STEPS[event.type]?.(duty, event) : `${event.type} of what is not owed`;
      if (wrong) hear(`${text(event, 'kind')} ${id}: ${wrong}`);
    }
  }
  return duties;
}

const incurred = (event: LogRow): readonly Duty[] =>
  incurredBy(event.data).map(({ obligationId, kind, blocksClosing, about, dueAt }) => ({
    id: String(obligationId), kind: String(kind), round: event.metadata.round, blocks: blocksClosing === true, causedBy: text(event, 'causedBy'),
    about: about as string | undefined, dueAt: String(dueAt), state: 'open', paused: false, misses: 0,
  }));
