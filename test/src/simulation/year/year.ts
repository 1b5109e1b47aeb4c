import { inMemory, referenceOf, Superiors, type PackBook } from '@amends/escalation';
import { Company } from '@amends/runtime';
import { Dice } from '../../support/dice.js';
import type { Story } from '../checks/story.js';
import { Book } from './book.js';
import { ClockReplica } from './clock-replica.js';
import { Outages } from './outages.js';
import { BEGINS_AT, ENDS_AT, packsOfTheYear } from './packs.js';
import { People } from './people.js';
import { Reader, type Bench, type Heard } from './reader.js';
import { LedgerStore } from './store.js';
import { Timeline } from './timeline.js';
import { Topic } from './topic.js';

/** What a year left behind, for the checks. */
export interface YearRecord {
  readonly seed: number;
  readonly stories: readonly Story[];
  /** When each event was in the topic. */
  readonly publishedAt: ReadonlyMap<string, number>;
  /** Facts of each complaint in the order in which the ledger judged them. */
  readonly heard: ReadonlyMap<string, readonly Heard[]>;
  /** When the ledger did not read, and when no clock ran. */
  readonly outages: readonly Outages[];
  readonly packs: PackBook;
  readonly staff: ReadonlySet<string>;
  readonly endsAt: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** So long everything runs on after the year, without people, so that what is due is struck. */
const REST = HOUR;

const STAFF = Array.from({ length: 5 }, (_, number) => `0192a3b4-0000-7000-8000-00000000090${number}`);
const company = Company.from({
  name: 'Acme',
  units: [{ id: 'acme', name: 'Acme', parent: null }, { id: 'care', name: 'Care', parent: 'acme' }, { id: 'hotline', name: 'Hotline', parent: 'care' }],
  staff: STAFF.map((id) => ({ id, role: 'supervisor', unit: null })),
  superiors: { hotline: [STAFF[0]!, STAFF[1]!], care: [STAFF[2]!], acme: [STAFF[3]!, STAFF[4]!] },
});

/**
 * Lives a year of virtual time from a seed: so many complaints, two clocks, one ledger; time jumps from one event to the next. A test gives
 * the clocks another idea of what is heard, to see that it is found out.
 */
export function liveYear(seed: number, complaints: number, heard = (): inMemory.HeardUpTo => new inMemory.HeardUpTo()): YearRecord {
  const timeline = new Timeline(BEGINS_AT);
  const dice = new Dice(seed);
  const packs = packsOfTheYear();
  const book = new Book();
  const topic = new Topic(timeline, new Dice(seed + 1));
  const store = new LedgerStore(book, topic, timeline);
  const ladder = new inMemory.Ladder({ current: new Superiors(referenceOf(company)) });
  const bench: Bench = { ladder, moment: () => ({ now: new Date(timeline.now).toISOString(), packs }) };
  const reader = new Reader(timeline, new Dice(seed + 2), topic, store, bench);
  const clocks = [3, 4].map((n) => new ClockReplica(timeline, new Dice(seed + n), topic, store, reader, bench, heard()));
  const people = new People({ timeline, dice, book, topic, store, bench });
  for (let n = 0; n < complaints; n++) timeline.at(BEGINS_AT + dice.whole(0, ENDS_AT - BEGINS_AT - DAY), () => people.begin());
  plan(timeline, dice, reader, clocks);
  timeline.run(ENDS_AT + REST);
  return {
    seed, stories: book.stories(), publishedAt: topic.publishedAt, heard: reader.heard, outages: [reader.outages, Outages.common(clocks[0]!.outages, clocks[1]!.outages)], packs,
    staff: new Set(STAFF), endsAt: timeline.now,
  };
}

/** Downtimes of the ledger and of clocks, from a second to a night; some of all at once, as when the service is stopped. */
function plan(timeline: Timeline, dice: Dice, reader: Reader, clocks: readonly ClockReplica[]): void {
  for (let n = 0; n < 40; n++) {
    const at = BEGINS_AT + dice.whole(0, ENDS_AT - BEGINS_AT - DAY);
    const long = dice.oneIn(4) ? dice.whole(HOUR, 9 * HOUR) : dice.whole(1000, HOUR / 4);
    const [who, ...others] = dice.some([reader, ...clocks], 3);
    timeline.at(at, () => (dice.oneIn(2) ? [who!, ...others] : [who!]).forEach((one) => one.away(timeline.now + long)));
  }
}
