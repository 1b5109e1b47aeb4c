import { isAfter } from '@amends/contracts';
import { convenientUntil, deadlinesUnder, type Clocked, type Hours, type Pack, type PackOf } from '@amends/policy';

/** A clock with the end of the customer's hours with which it is due, where the rule by which it runs now minds them; they are looked for from an instant on. */
export function suiting(pack: Pack, { convenientUntil: _before, ...clock }: Clocked, since: string, customer: Hours | null, others?: PackOf): Clocked {
  const { kind, changes } = clock;
  const rule = changes?.at(-1)?.rule ?? clock.rule;
  if (!pack.ruleOf(rule)?.convenient) return clock;
  const { dueAt } = deadlinesUnder(pack, clock, others);
  const until = convenientUntil(pack, { kind, rule, since, dueAt: isAfter(since, dueAt) ? since : dueAt, customer });
  return until ? { ...clock, convenientUntil: until } : clock;
}
