import type { GraveFlag, ObligationKind, ReasonToInform, WhyThisPerson } from '@amends/contracts';
import { isSeenBy, type Heard } from '@amends/principles';
import { missOf } from '../ledger/obligation.js';
import type { Page } from '../ledger/page.js';

/** An obligation whose miss a superior was told of, as it stood then. */
export interface Missed {
  readonly obligationId: string;
  readonly kind: ObligationKind;
  readonly dueAt: string;
  /** The time allowed, in words, and the rule that allowed it of the pack that the complaint followed then; none where the time was promised. */
  readonly allowance: string;
  readonly rule?: string;
  readonly pack?: string;
}

/** Why a superior was told: the event that did it, and when. */
export interface Reason {
  readonly reason: ReasonToInform;
  readonly causedBy: string;
  readonly at: string;
  readonly round: number;
  readonly missed?: Missed;
}

/** Who did something, and when. */
export interface Deed {
  readonly by: string;
  readonly at: string;
}

/** A superior who was told and has not stepped down. */
export interface Escalation {
  readonly id: string;
  readonly level: number;
  readonly person: string | null;
  readonly rota: string | null;
  /** Why it is this person. */
  readonly chosen?: WhyThisPerson;
  readonly since: string;
  readonly reasons: readonly Reason[];
  readonly acknowledged?: Deed;
}

/** Advice that was given, without its words: those are sealed. */
export interface Advice extends Deed {
  readonly eventId: string;
  readonly escalationId: string | null;
}

/** What a page keeps only to be shown in inboxes. */
export interface Shown {
  /** The number spoken on the phone. */
  readonly reference?: string;
  /** Classifications that made it grave, and by what. */
  readonly grave?: readonly { readonly causedBy: string; readonly flags: readonly GraveFlag[] }[];
  /** Superiors who were told, the first one first; none when nobody above need know. */
  readonly told?: readonly Escalation[];
  readonly advice?: readonly Advice[];
  readonly takenOver?: Deed;
}

/** More advice than this is in the file, not in an inbox. */
const MOST_ADVICE = 20;

/**
 * What is shown after one more fact, heard on this page. Each field is moved either by escalation's own events or by others only, so
 * that a rebuilt ledger shows the same.
 */
export function foldShown(page: Page, fact: Heard): Shown {
  const { shown } = page;
  switch (fact.type) {
    case 'ComplaintRegistered':
      return { ...shown, reference: fact.data.reference };
    case 'ComplaintClassified': {
      const flags = fact.data.grave.filter((flag) => !page.soFar.known.grave.includes(flag));
      return flags.length > 0 ? { ...shown, grave: [...(shown.grave ?? []), { causedBy: fact.id, flags }] } : shown;
    }
    case 'SuperiorInformed':
      return { ...shown, told: withEscalation(shown.told ?? [], escalationBy(fact, page)) };
    case 'EscalationAcknowledged':
      return seen(shown, ({ id }) => id === fact.data.escalationId, deedOf(fact));
    case 'AdviceGiven':
      return { ...shown, advice: [...(shown.advice ?? []), { ...deedOf(fact), eventId: fact.id, escalationId: fact.data.escalationId }].slice(-MOST_ADVICE) };
    case 'ComplaintTakenOver': {
      const deed = { by: fact.data.staff, at: fact.occurredAt };
      return { ...seen(shown, ({ id }) => isSeenBy(fact.data, id), deed), takenOver: deed };
    }
    case 'EscalationLifted':
      return lifted(shown, fact.data.escalationId);
    default:
      return shown;
  }
}

const deedOf = ({ actor, occurredAt }: Heard): Deed => ({ by: actor.id, at: occurredAt });

/** What joins an escalation is one more reason of it. */
const withEscalation = (told: readonly Escalation[], { reasons, ...one }: Escalation): readonly Escalation[] =>
  told.some(({ id }) => id === one.id) ? told.map((former) => (former.id === one.id ? { ...former, reasons: [...former.reasons, ...reasons] } : former)) : [...told, { ...one, reasons }];

function escalationBy({ id, data, round, occurredAt }: Heard<'SuperiorInformed'>, { owed, pack }: Page): Escalation {
  const reasons = data.reasons.map(({ reason, causedBy }): Reason => {
    // Whoever asks for a superior is no event before this one.
    if (reason === 'asked-for') return { reason, causedBy: id, at: occurredAt, round };
    const owing = owed.find((one) => one.kind === 'inform-superior' && one.about === causedBy);
    const missed = reason === 'missed' ? owed.find((one) => missOf(one.id) === causedBy) : undefined;
    return { reason, causedBy, at: owing?.startedAt ?? occurredAt, round, ...(missed ? { missed: missedOf(missed, pack) } : {}) };
  });
  return { id: data.escalationId, level: data.level, person: data.person, rota: data.rota, ...(data.chosen ? { chosen: data.chosen } : {}), since: occurredAt, reasons };
}

function missedOf({ id, kind, dueAt, allowance, rule, changes }: Page['owed'][number], pack: string | null): Missed {
  const last = changes?.at(-1)?.rule ?? rule;
  return { obligationId: id, kind, dueAt, allowance, ...(last && pack ? { rule: last, pack } : {}) };
}

const seen = (shown: Shown, isMeant: (one: Escalation) => boolean, acknowledged: Deed): Shown =>
  shown.told ? { ...shown, told: shown.told.map((one) => (one.acknowledged || !isMeant(one) ? one : { ...one, acknowledged })) } : shown;

/** When the last one steps down, what they said and did is the file's. */
function lifted({ told = [], advice, takenOver, ...shown }: Shown, escalationId: string): Shown {
  const left = told.filter(({ id }) => id !== escalationId);
  return left.length > 0 ? { ...shown, told: left, ...(advice ? { advice } : {}), ...(takenOver ? { takenOver } : {}) } : shown;
}
