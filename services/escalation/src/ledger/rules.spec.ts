import { CATALOGUE } from '@amends/contracts';
import { SHIPPED_PACKS } from '@amends/policy';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint } from '../testing/a-complaint.js';
import { RULES, rulesFor } from './rules.js';

const DAY = 24 * 60;
const packs = new PackBook();
/** Much is owed, something was missed and told, and the customer is waited for. */
const { page } = AComplaint.registered().says(1, 'MessageReceived').says(2, 'ComplaintClassified', { severity: 'major', grave: ['safety'] }).says(3, 'WaitingForCustomer').clock(DAY);
const [one] = page.owed;
const [told] = page.soFar.informed;

/** An event of a type about this complaint, its first obligation and whoever was told. */
function eventOf(type: string) {
  const { sample } = CATALOGUE.find((definition) => definition.type === type)!;
  const about = { ...('obligationId' in (sample as object) ? { obligationId: one!.id, kind: one!.kind } : {}), ...('escalationId' in (sample as object) ? { escalationId: told!.escalationId } : {}) };
  return new AComplaint().event(DAY, type, { ...(sample as object), ...about });
}

const TYPES = CATALOGUE.filter(({ stream }) => stream === 'complaint' || stream === 'obligations').map(({ type }) => type);

describe('the rules of the ledger', () => {
  it.each(TYPES)('that do not listen to %s have nothing to say of it', (type) => {
    for (const { name } of SHIPPED_PACKS) {
      const pack = packs.of(`${name}@1`);
      const listening = rulesFor(type, pack);
      const silent = RULES.map(({ rule }) => rule).filter((rule) => !listening.includes(rule));
      expect(silent.flatMap((rule) => rule({ ...page, pack: pack.id }, eventOf(type), page, packs))).toEqual([]);
    }
  });

  it('are asked in their order', () => {
    expect(rulesFor('ComplaintResolved', undefined).map(({ name }) => name)).toEqual(['settle', 'release', 'cancel', 'pause', 'incur']);
    expect(rulesFor('ComplaintResolved', packs.of('fca-disp@1')).map(({ name }) => name)).toEqual(['settle', 'fallAway', 'release', 'cancel', 'pause', 'beginStage', 'incur']);
    expect(rulesFor('NoteAdded', packs.of('fca-disp@1')).map(({ name }) => name)).toEqual(['release']);
  });
});
