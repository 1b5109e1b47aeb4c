import { AComplaint, at, ladder } from '../testing/a-complaint.js';
import { PackBook } from '../policy/pack-book.js';
import type { StoredPage } from '../ledger/turned-page.js';
import { struck, type Due } from './striking.js';

const TEN_MINUTES = 10;
const moment = { now: at(TEN_MINUTES), packs: new PackBook(), heardUpTo: Date.parse(at(TEN_MINUTES)), hasToHurry: true };
const stored = ({ page }: AComplaint): StoredPage => ({ page, version: 1, heardAt: at(0) });
const dueOf = (complaint: AComplaint): Due => ({ obligation: complaint.owed('acknowledge')!.id, complaint: 'c', partition: 0, at: Date.parse(complaint.owed('acknowledge')!.dueAt) });

describe('a page whose deadline was taken', () => {
  it('says once what was missed; where others wait, its superior is told in turn', () => {
    const complaint = AComplaint.registered();
    expect(struck([dueOf(complaint)], stored(complaint), ladder, moment)?.facts.map(({ type }) => type)).toEqual(['ObligationMissed', 'ObligationIncurred']);
  });

  it('is left as it is when another clock has struck the deadline between the sight of it and the lock on its page', () => {
    const complaint = AComplaint.registered();
    const due = dueOf(complaint);
    const after = struck([due], stored(complaint), ladder, moment)!;
    expect(struck([due], { ...stored(complaint), page: after.page }, ladder, moment)).toBeUndefined();
  });
});
