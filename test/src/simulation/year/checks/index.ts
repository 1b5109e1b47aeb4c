import { isMeant } from '@amends/policy';
import { incurredBy } from '../../../chaos/invariants/stories.js';
import { dutiesAreRight, type Witnessed } from '../../checks/ledger.js';
import { transitionsAreLegal } from '../../checks/legal.js';
import type { Story } from '../../checks/story.js';
import type { YearRecord } from '../year.js';
import { duesAreReckoned } from './dues.js';
import { superiorsAreNamed } from './named.js';
import { strikesArePunctual } from './punctual.js';

/** I7 to I10 over a year; a sentence for each violation. */
export function checkYear(record: YearRecord): readonly string[] {
  const witnessed = { now: record.endsAt, publishedAt: record.publishedAt };
  return record.stories.flatMap((story) => [
    ...transitionsAreLegal(story), ...dutiesAreRight(story, { ...witnessed, maySettle: byItsRule(story, record) }), ...duesAreReckoned(story, record), ...strikesArePunctual(story, record), ...superiorsAreNamed(story, record),
  ]);
}

/** A rule may name the only facts that settle what is owed by it. */
function byItsRule({ events }: Story, { packs }: YearRecord): NonNullable<Witnessed['maySettle']> {
  const rules = new Map(
    events
      .filter(({ type }) => type === 'ObligationIncurred')
      .flatMap(({ data }) => incurredBy(data).map((one) => [String(one['obligationId']), packs.of(String(data['packVersion'])).ruleOf(String(one['rule']))] as const)),
  );
  return (obligation, fact) => rules.get(obligation)?.settledOnlyBy?.some((pattern) => isMeant(pattern, fact)) ?? true;
}
