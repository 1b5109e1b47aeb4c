import { must } from '@amends/decider';
import type { Pack } from '@amends/policy';

/** Throws Refusal when somebody wants a pack to hold before its own date. */
export function mustBeEffective({ id, data: { effectiveFrom } }: Pack, instant: string): void {
  must(Date.parse(effectiveFrom) <= Date.parse(instant), 'escalation.policy-not-effective', `The pack ${id} is effective from ${effectiveFrom} on, and not before.`, `Give an instant from ${effectiveFrom} on, or a version with an earlier effectiveFrom.`);
}
