import type { Actor, Origin } from './envelope.js';
import type { EscalationFact } from './escalation.events.js';
import type { FollowUpFact } from './follow-up.events.js';
import type { IntakeFact } from './intake.events.js';
import type { ObligationFact } from './obligation.events.js';
import type { ResolutionFact } from './resolution.events.js';
import type { Accepted } from './schema.js';
import type { GraveFlag, Severity, standing } from './vocabulary.js';

/** Where a complaint stands; exactly one at any time. */
export type Status = 'open' | 'resolved' | 'closed' | 'withdrawn' | 'linked';

/** What every service knows of a complaint, whoever said it. */
export interface KnownComplaint {
  readonly registered: boolean;
  readonly origin: Origin;
  readonly customerId: string | null;
  /** The unit that took the complaint in and stays in sight of it. */
  readonly receivedBy: string | null;
  readonly round: number;
  /** The round in which it was last resolved and last closed; 0 when never. */
  readonly resolvedRound: number;
  readonly closedRound: number;
  readonly withdrawn: boolean;
  /** The complaint that is worked on instead, because it is the same one. */
  readonly linkedTo: string | null;
  /** What is known of the customer that moves clocks and calls. */
  readonly standing: Accepted<typeof standing> | null;
  /** Whether the customer's words are written down, and whether the newest of them were repeated and confirmed. */
  readonly stated: boolean;
  readonly readBack: boolean;
  /** The round in which reading back was waived; 0 when never. */
  readonly readBackWaivedRound: number;
  readonly waiting: boolean;
  readonly owner: { readonly unit: string | null; readonly staff: string | null } | null;
  /** The unit that it is offered to, and that has to see it to answer. */
  readonly offeredTo: string | null;
  readonly severity: Severity | null;
  readonly grave: readonly GraveFlag[];
  /** Superiors who were told of it, and have to see it wherever it is; absent while there is none. */
  readonly told?: readonly string[];
}

export const NOTHING_KNOWN: KnownComplaint = {
  registered: false,
  origin: 'live',
  customerId: null,
  receivedBy: null,
  round: 1,
  resolvedRound: 0,
  closedRound: 0,
  withdrawn: false,
  linkedTo: null,
  standing: null,
  stated: false,
  readBack: false,
  readBackWaivedRound: 0,
  waiting: false,
  owner: null,
  offeredTo: null,
  severity: null,
  grave: [],
};

type Told = IntakeFact | ResolutionFact | ObligationFact | EscalationFact | FollowUpFact;
type Heard = (Told | { type: string; data: unknown }) & { round: number; origin?: Origin; actor?: Actor };

/**
 * Folds one event of a complaint into what is known of it. Each field is moved by one service only, or by the greatest round,
 * so that events of different services may arrive in any interleaving with the same end.
 */
export function learn(known: KnownComplaint, heard: Heard): KnownComplaint {
  const fact = heard as Told & { round: number; origin?: Origin };
  switch (fact.type) {
    case 'ComplaintRegistered': {
      const { customerId, receivedBy, standing: customer } = fact.data;
      return { ...known, registered: true, origin: fact.origin ?? 'live', customerId, receivedBy, standing: customer ?? null };
    }
    case 'CustomerStandingChanged':
      return { ...known, standing: fact.data.standing };
    case 'StatementRecorded':
      return { ...known, stated: true, readBack: false };
    case 'ReadBackConfirmed':
      return { ...known, readBack: true };
    case 'ReadBackCorrected':
      return { ...known, readBack: false };
    case 'ObligationWaived':
      return fact.data.kind === 'read-back' ? { ...known, readBackWaivedRound: Math.max(known.readBackWaivedRound, fact.round) } : known;
    case 'ComplaintLinked':
      return { ...known, linkedTo: fact.data.linkedTo };
    case 'ComplaintUnlinked':
      return { ...known, linkedTo: null };
    case 'ComplaintWithdrawn':
      return { ...known, withdrawn: true };
    case 'ComplaintClassified':
      return { ...known, severity: fact.data.severity, grave: fact.data.grave };
    case 'ComplaintAssigned':
      return { ...known, owner: { unit: fact.data.unit, staff: fact.data.staff } };
    case 'HandedOver':
      return { ...known, offeredTo: fact.data.toUnit };
    case 'HandOverAccepted':
    case 'HandOverDeclined':
      return { ...known, offeredTo: null };
    case 'WaitingForCustomer':
      return { ...known, waiting: true };
    case 'CustomerAnswered':
      return { ...known, waiting: false };
    case 'ComplaintResolved':
      return { ...known, waiting: false, offeredTo: null, resolvedRound: Math.max(known.resolvedRound, fact.round) };
    case 'ComplaintReopened':
      return { ...known, round: Math.max(known.round, fact.data.endsRound + 1) };
    case 'SuperiorInformed':
      return alsoTold(known, fact.data.person);
    case 'ComplaintClosed':
      return { ...known, closedRound: Math.max(known.closedRound, fact.round) };
    default:
      return known;
  }
}

const alsoTold = (known: KnownComplaint, person: string | null): KnownComplaint =>
  person === null || known.told?.includes(person) ? known : { ...known, told: [...(known.told ?? []), person] };

/** The status that the known facts amount to. */
export function statusOf(known: KnownComplaint): Status {
  if (known.withdrawn) return 'withdrawn';
  if (known.closedRound === known.round) return 'closed';
  if (known.linkedTo !== null) return 'linked';
  return known.resolvedRound === known.round ? 'resolved' : 'open';
}
