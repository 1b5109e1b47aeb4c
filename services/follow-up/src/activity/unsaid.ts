import { CustomerLost, CustomerReturned, fact, ReturnRetracted, type ActivityKind, type FollowUpFact, type Origin } from '@amends/contracts';
import type { Decided } from '@amends/eventing';

/** A complaint of which something else is true than what was last said. */
export interface Unsaid {
  readonly complaint: string;
  readonly customer: string;
  readonly origin: Origin;
  readonly heardAt: string;
  readonly round: number;
  readonly returnedSource: string | null;
  readonly returnedId: string | null;
  readonly returnedKind: ActivityKind | null;
  readonly returnedAt: string | null;
  readonly returnUnsaid: boolean;
  readonly lostSource: string | null;
  readonly lostId: string | null;
  readonly lostAt: string | null;
  readonly lossUnsaid: boolean;
}

/** The facts that say it, each at the time of its activity and of the complaint's own origin. Pure. */
export function factsOf(unsaid: Unsaid, now: string): readonly Decided[] {
  const { origin, round } = unsaid;
  const at = (one: FollowUpFact, occurredAt: string | null): Decided => ({ ...one, round, occurrence: { occurredAt: occurredAt ?? now, origin } });
  return [
    ...(unsaid.returnUnsaid ? [at(returned(unsaid), unsaid.returnedAt)] : []),
    ...(unsaid.lossUnsaid ? [at(lost(unsaid), unsaid.lostAt)] : []),
  ];
}

function returned({ customer: customerId, returnedSource: source, returnedId: activityId, returnedKind: kind, returnedAt: happenedAt }: Unsaid): FollowUpFact {
  if (source === null) return fact(ReturnRetracted, { customerId, retracts: 'CustomerReturned' as const });
  return fact(CustomerReturned, { customerId, source, activityId: activityId!, kind: kind!, happenedAt: happenedAt! });
}

function lost({ customer: customerId, lostSource: source, lostId: activityId, lostAt: happenedAt }: Unsaid): FollowUpFact {
  if (source === null) return fact(ReturnRetracted, { customerId, retracts: 'CustomerLost' as const });
  return fact(CustomerLost, { customerId, source, activityId: activityId!, kind: 'account-closed' as const, happenedAt: happenedAt! });
}
