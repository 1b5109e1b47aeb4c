import { dutiesAreRight } from '../../checks/ledger.js';
import { transitionsAreLegal } from '../../checks/legal.js';
import type { YearRecord } from '../year.js';
import { duesAreReckoned } from './dues.js';
import { superiorsAreNamed } from './named.js';
import { strikesArePunctual } from './punctual.js';

/** I7 to I10 over a year; a sentence for each violation. */
export function checkYear(record: YearRecord): readonly string[] {
  const witnessed = { now: record.endsAt, publishedAt: record.publishedAt };
  return record.stories.flatMap((story) => [
    ...transitionsAreLegal(story), ...dutiesAreRight(story, witnessed), ...duesAreReckoned(story, record), ...strikesArePunctual(story, record), ...superiorsAreNamed(story, record),
  ]);
}
