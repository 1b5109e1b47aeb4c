import { learn, NOTHING_KNOWN, statusOf, type KnownComplaint, type Status } from '@amends/contracts';
import type { ToldEvent } from './told-event.js';

/** Something that was put before the customer, or that the customer put before us. */
export interface OnTheTable {
  readonly id: string;
  readonly options: readonly { readonly optionId?: string; readonly cost: { readonly amount: number } | null }[];
  state: 'open' | 'accepted' | 'over';
}

/** Something that is owed, as the topic tells it. */
export interface Due {
  readonly id: string;
  readonly kind: string;
  readonly dueAt: string;
}

/** An obligation as its events name it. */
type Owed = Omit<Due, 'id'> & { readonly obligationId: string };

/** A complaint as its simulated people know it: what the topic has told so far, with the ids that they need. */
export class SimulatedComplaint {
  known: KnownComplaint = NOTHING_KNOWN;
  classified = false;
  satisfied = false;
  reached = false;
  handOver: string | undefined;
  contact: string | undefined;
  readonly heads = new Map<string, number>();
  readonly owed = new Map<string, Due>();
  readonly statements: string[] = [];
  readonly messages: string[] = [];
  readonly promises = new Set<string>();
  readonly offers = new Map<string, OnTheTable>();
  readonly counterProposals = new Map<string, OnTheTable>();
  /** Requests for approval that are not decided. */
  readonly approvals = new Set<string>();
  /** Superiors who were told, and whether they have said that they know. */
  readonly escalations = new Map<string, boolean>();
  readonly improvements = new Map<string, 'decided' | 'completed' | 'verified'>();

  constructor(
    readonly number: number,
    readonly id: string,
    readonly customerId: string | undefined,
    /** The round in which the customer complains. */
    readonly bornIn: number,
  ) {}

  get status(): Status | 'unborn' {
    return this.known.registered ? statusOf(this.known) : 'unborn';
  }

  /** Whether anything of that kind is owed now. */
  owes(...kinds: readonly string[]): boolean {
    return [...this.owed.values()].some(({ kind }) => kinds.includes(kind));
  }

  /** What was agreed and is not carried out. */
  get agreed(): OnTheTable | undefined {
    return [...this.offers.values(), ...this.counterProposals.values()].find(({ state }) => state === 'accepted');
  }

  /** Takes in the next event; a repetition is recognised. */
  hear(event: ToldEvent): void {
    const stream = `${event.source}/${event.kind}`;
    if (event.version <= (this.heads.get(stream) ?? 0)) return;
    this.heads.set(stream, event.version);
    if (event.kind === 'obligations') return this.hearOwed(event);
    this.known = learn(this.known, { type: event.type, data: event.data, round: event.round });
    TAKES[event.type]?.(this, event.data as unknown as Data);
  }

  private hearOwed({ type, data }: ToldEvent): void {
    if (type === 'ObligationIncurred') {
      for (const one of (data as unknown as { obligations: readonly Owed[] }).obligations) this.owe(one);
      return;
    }
    const { obligationId: id } = data as unknown as Owed;
    if (type === 'ObligationExtended' || type === 'ObligationRevised' || type === 'ObligationResumed') this.owe(data as unknown as Owed);
    else if (OVER.has(type)) this.owed.delete(id);
  }

  private owe({ obligationId: id, kind, dueAt }: Owed): void {
    this.owed.set(id, { id, kind, dueAt });
  }
}

const OVER: ReadonlySet<string> = new Set(['ObligationSettled', 'ObligationWaived', 'ObligationCancelled', 'ObligationLapsed', 'ObligationMissRetracted']);

/** The fields that the people read, of whichever event has them. */
interface Data {
  readonly contact: { readonly id: string };
  readonly options: OnTheTable['options'];
  readonly cost: { readonly amount: number } | null;
  readonly statementId: string;
  readonly messageId: string;
  readonly promiseId: string;
  readonly handOverId: string;
  readonly offerId: string;
  readonly counterProposalId: string;
  readonly remedyOf: string;
  readonly approvalId: string;
  readonly improvementId: string;
  readonly escalationId: string;
}

/** What each event leaves for the people to know. */
const TAKES: Readonly<Record<string, (of: SimulatedComplaint, data: Data) => void>> = {
  ComplaintRegistered: (of, { contact }) => void (of.contact = contact.id),
  ContactEnded: (of) => void (of.contact = undefined),
  ComplaintClassified: (of) => void (of.classified = true),
  StatementRecorded: (of, { statementId }) => void of.statements.push(statementId),
  MessageReceived: (of, { messageId }) => void of.messages.push(messageId),
  TimePromised: (of, { promiseId }) => void of.promises.add(promiseId),
  PromiseKept: (of, { promiseId }) => void of.promises.delete(promiseId),
  HandedOver: (of, { handOverId }) => void (of.handOver = handOverId),
  HandOverAccepted: (of) => void (of.handOver = undefined),
  HandOverDeclined: (of) => void (of.handOver = undefined),
  SolutionProposed: (of, { offerId, options }) => void of.offers.set(offerId, { id: offerId, options, state: 'open' }),
  SolutionAccepted: (of, { offerId }) => become(of.offers, offerId, 'accepted'),
  SolutionRefused: (of, { offerId }) => become(of.offers, offerId, 'over'),
  CounterProposalHeard: (of, { counterProposalId: id, cost }) => void of.counterProposals.set(id, { id, options: [{ cost }], state: 'open' }),
  CounterProposalAccepted: (of, { counterProposalId }) => become(of.counterProposals, counterProposalId, 'accepted'),
  CounterProposalDeclined: (of, { counterProposalId }) => become(of.counterProposals, counterProposalId, 'over'),
  RemedyCarriedOut: (of, { remedyOf }) => (become(of.offers, remedyOf, 'over'), become(of.counterProposals, remedyOf, 'over')),
  RemedyDenied: (of, { approvalId, remedyOf }) => (of.approvals.delete(approvalId), become(of.offers, remedyOf, 'over')),
  ApprovalRequested: (of, { approvalId }) => void of.approvals.add(approvalId),
  RemedyApproved: (of, { approvalId }) => void of.approvals.delete(approvalId),
  ImprovementDecided: (of, { improvementId }) => void of.improvements.set(improvementId, 'decided'),
  ImprovementCompleted: (of, { improvementId }) => void of.improvements.set(improvementId, 'completed'),
  ImprovementVerified: (of, { improvementId }) => void of.improvements.set(improvementId, 'verified'),
  ImprovementFailed: (of, { improvementId }) => void of.improvements.set(improvementId, 'verified'),
  SuperiorInformed: (of, { escalationId }) => void of.escalations.set(escalationId, false),
  EscalationAcknowledged: (of, { escalationId }) => void of.escalations.set(escalationId, true),
  EscalationLifted: (of, { escalationId }) => void of.escalations.delete(escalationId),
  CustomerReached: (of) => void (of.reached = true),
  SatisfactionConfirmed: (of) => void (of.satisfied = true),
  ComplaintReopened: (of) => void (of.satisfied = of.reached = false),
};

function become(table: ReadonlyMap<string, OnTheTable>, id: string, state: OnTheTable['state']): void {
  const one = table.get(id);
  if (one) one.state = state;
}
