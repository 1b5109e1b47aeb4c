import { Refusal } from '@amends/decider';
import type { Staff } from '@amends/runtime';
import { acknowledge, advise, stepDown, takeOver } from '../escalation/decide.js';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, answering, DIRECTOR, LEAD, uuid } from '../testing/a-complaint.js';
import { entryOf } from './entry.js';
import { mayOf, mayOfTelling } from './may.js';

const packs = new PackBook();
const hotline = new PackBook([], [{ from: '2026-01-01T00:00:00Z', pack: 'hotline-12345@1' }]);
const lead: Staff = { id: LEAD, role: 'supervisor', unit: 'hotline' };
const told = (): AComplaint => AComplaint.registered().says(1, 'ContactTurnedHostile');
const entryIn = ({ page }: AComplaint) => entryOf(uuid(1000), page)!;
const escalationId = ({ page }: AComplaint): string => page.soFar.informed[0]!.escalationId;

/** Whether the command refuses. */
function isRefused(decide: () => unknown): boolean {
  try {
    decide();
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

describe('what an inbox says may be done', () => {
  const complaints: readonly [string, () => AComplaint][] = [
    ['nobody has seen', told],
    ['was seen', () => { const one = told(); return one.decides(2, acknowledge({ escalationId: escalationId(one), by: answering(LEAD, one) }, one.page)); }],
    ['the asker owns', () => told().says(2, 'ComplaintAssigned', { unit: 'hotline', staff: LEAD })],
    ['somebody else owns', () => told().says(2, 'ComplaintAssigned', { unit: 'hotline', staff: uuid(5) })],
    ['is resolved', () => told().says(2, 'ComplaintResolved')],
    ['is another one', () => told().says(2, 'ComplaintLinked', { linkedTo: uuid(6) })],
  ];

  const askers: readonly [string, Staff][] = [['who was told', lead], ['their superior', { id: DIRECTOR, role: 'supervisor', unit: null }], ['a superior of another unit', { id: uuid(8), role: 'supervisor', unit: 'care' }]];
  const cases = complaints.flatMap(([which, make]) => askers.map(([who, staff]) => [which, who, make, staff] as const));

  it.each(cases)('is what the commands let pass, of a complaint that %s, to %s', (_which, _who, make, staff) => {
    const complaint = make();
    const { page } = complaint;
    const entry = entryIn(complaint);
    const by = answering(staff.id, complaint, staff.unit);
    const id = escalationId(complaint);
    const passes = {
      acknowledge: !isRefused(() => acknowledge({ escalationId: id, by }, page)), 'step-down': !isRefused(() => stepDown({ escalationId: id, by }, page)),
      advise: !isRefused(() => advise({ escalationId: null, advice: 'x', by }, page)), 'take-over': !isRefused(() => takeOver({ escalationId: null, by }, page, packs)),
    };
    const said = [...mayOfTelling(entry.told[0]!, entry, { staff, by }), ...mayOf(entry, { staff, by, packs })];
    expect(said).toEqual(Object.entries(passes).flatMap(([deed, does]) => (does ? [deed] : [])));
  });

  it('is nothing about what their own superior was told', () => {
    const entry = entryIn(told().says(2, 'ContactTurnedHostile'));
    const by = answering(LEAD, told());
    expect(entry.told.map((one) => mayOfTelling(one, entry, { staff: lead, by }))).toEqual([['acknowledge', 'step-down'], []]);
  });

  it('is not to take over on a level that is only informed', () => {
    const theirs = new AComplaint('live', hotline).says(0, 'ComplaintRegistered', { customerId: null, standing: null });
    for (const minute of [1, 2, 3]) theirs.says(minute, 'ContactTurnedHostile');
    const staff: Staff = { id: DIRECTOR, role: 'supervisor', unit: null };
    const [director, superior] = [answering(DIRECTOR, theirs, null), answering(LEAD, theirs)];
    expect(isRefused(() => takeOver({ escalationId: null, by: director }, theirs.page, hotline))).toBe(true);
    expect([mayOf(entryIn(theirs), { staff, by: director, packs: hotline }), mayOf(entryIn(theirs), { staff: lead, by: superior, packs: hotline })]).toEqual([['advise'], ['advise', 'take-over']]);
  });

  it('is nothing for a role that only looks', () => {
    const complaint = told();
    const entry = entryIn(complaint);
    const staff: Staff = { id: uuid(7), role: 'administrator', unit: null };
    const by = answering(staff.id, complaint, null);
    expect([...mayOfTelling(entry.told[0]!, entry, { staff, by }), ...mayOf(entry, { staff, by, packs })]).toEqual([]);
  });
});
