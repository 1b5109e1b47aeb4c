import type { Remedy } from '@amends/contracts';
import type { Company } from '@amends/runtime';
import type { Money, Negotiation } from '../negotiation/negotiation.js';

/** What the company says about how much somebody may give, and agree to. */
export type Limits = Pick<Company, 'mayGive' | 'mayApprove'>;

/** Whether somebody else agreed to this remedy at this cost, or to a dearer one of its kind. */
export const isApproved = ({ approvals }: Negotiation, of: string, remedy: Remedy, cost: Money): boolean =>
  approvals.some((one) => one.of === of && one.state === 'approved' && one.remedy === remedy && one.cost.currency === cost.currency && one.cost.amount >= cost.amount);
