import { Refusal } from '@amends/decider';
import type { Staff } from '@amends/runtime';
import { acknowledge, advise, stepDown, takeOver } from '../escalation/decide.js';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, DIRECTOR, LEAD, uuid } from '../testing/a-complaint.js';
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
    ['was seen', () => { const one = told(); return one.decides(2, acknowledge({ escalationId: escalationId(one) }, one.page)); }],
    ['the asker owns', () => told().says(2, 'ComplaintAssigned', { unit: 'hotline', staff: LEAD })],
    ['somebody else owns', () => told().says(2, 'ComplaintAssigned', { unit: 'hotline', staff: uuid(5) })],
    ['is resolved', () => told().says(2, 'ComplaintResolved')],
    ['is another one', () => told().says(2, 'ComplaintLinked', { linkedTo: uuid(6) })],
  ];

  it.each(complaints)('is what the commands let pass, of a complaint that %s', (_which, make) => {
    const complaint = make();
    const { page } = complaint;
    const entry = entryIn(complaint);
    const id = escalationId(complaint);
    const passes = {
      acknowledge: !isRefused(() => acknowledge({ escalationId: id }, page)), 'step-down': !isRefused(() => stepDown({ escalationId: id }, page)),
      advise: !isRefused(() => advise({ escalationId: id, advice: 'x' }, page)), 'take-over': !isRefused(() => takeOver({ escalationId: null, by: lead }, page, packs)),
    };
    const said = [...mayOfTelling(entry.told[0]!, { staff: lead }), ...mayOf(entry, { staff: lead, packs })];
    expect(said).toEqual(Object.entries(passes).flatMap(([deed, does]) => (does ? [deed] : [])));
  });

  it('is not to take over on a level that is only informed', () => {
    const theirs = new AComplaint('live', hotline).says(0, 'ComplaintRegistered', { customerId: null, standing: null });
    for (const minute of [1, 2, 3]) theirs.says(minute, 'ContactTurnedHostile');
    const staff: Staff = { id: DIRECTOR, role: 'supervisor', unit: null };
    expect(isRefused(() => takeOver({ escalationId: null, by: staff }, theirs.page, hotline))).toBe(true);
    expect([mayOf(entryIn(theirs), { staff, packs: hotline }), mayOf(entryIn(theirs), { staff: lead, packs: hotline })]).toEqual([['advise'], ['advise', 'take-over']]);
  });

  it('is nothing for a role that only looks', () => {
    const entry = entryIn(told());
    const staff: Staff = { id: uuid(7), role: 'administrator', unit: null };
    expect([...mayOfTelling(entry.told[0]!, { staff }), ...mayOf(entry, { staff, packs })]).toEqual([]);
  });
});
