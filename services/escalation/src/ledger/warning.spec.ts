import { SHIPPED_PACKS, type WholePack } from '@amends/policy';
import { PackBook } from '../policy/pack-book.js';
import { AComplaint, at, DIRECTOR, LEAD, MANAGER } from '../testing/a-complaint.js';
import { rebuilt } from '../testing/rebuilt.js';
import { deadlinesOf } from './overdue.js';

const DAY = 24 * 60;
const HOUR = 60;
const [standard] = SHIPPED_PACKS;
const warning = (to: WholePack['warnings'][number]['to'], when: object) => ({ obligations: ['first-answer' as const], to, ...when });
/** A first answer is allowed a day: these warnings of it, and none of anything else. */
const warned = (...warnings: WholePack['warnings']): AComplaint =>
  AComplaint.registered({}, 'live', new PackBook([{ ...standard!, warnings, name: 'mine' }], [{ from: '2020-01-01T00:00:00Z', pack: 'mine@1' }]))
    .says(1, 'ComplaintAcknowledged').says(1, 'StatementRecorded').says(1, 'ReadBackConfirmed');
/** Everything that the clock says, looking every hour. */
const watched = (complaint: AComplaint, hours: number): AComplaint => {
  for (let hour = 1; hour <= hours; hour++) complaint.clock(hour * HOUR);
  return complaint;
};
const next = ({ page }: AComplaint) => deadlinesOf(page).find(({ obligation }) => obligation === page.owed.find(({ kind }) => kind === 'first-answer')!.id);
const told = (complaint: AComplaint): readonly string[] => complaint.facts().flatMap(({ type, data }) => (type === 'SuperiorInformed' ? [(data as { person: string }).person] : []));

describe('warnings of an obligation', () => {
  it('come at each of their offsets, by share and by time, in order and once', () => {
    const complaint = warned(warning('owner', { percent: 80 }), warning('owner', { percent: 50 }), warning('owner', { before: { count: 1, unit: 'hours' } }));
    expect(next(complaint)).toMatchObject({ warnAt: at(12 * HOUR), dueAt: at(DAY) });
    expect(next(complaint.clock(12 * HOUR))).toMatchObject({ warnAt: at(0.8 * DAY) });
    expect(next(complaint.clock(20 * HOUR))).toMatchObject({ warnAt: at(23 * HOUR) });
    expect(next(complaint.clock(23 * HOUR))).toMatchObject({ warnAt: null, dueAt: at(DAY) });
    expect(complaint.clock(24 * HOUR).said('first-answer')).toEqual(['Incurred', 'Nearing', 'Nearing', 'Nearing', 'Missed']);
  });

  it('go on after the miss, to the superiors of their levels, one above the other', () => {
    const complaint = warned(warning('level-2', { percent: 150 }), warning('level-3', { after: { count: 24, unit: 'hours' } })).clock(DAY);
    expect([told(complaint), next(complaint)]).toEqual([[LEAD], { obligation: complaint.owed('first-answer')!.id, dueAt: at(1.5 * DAY), warnAt: null }]);
    complaint.decides(DAY + 1, complaint.page.soFar.informed.map(({ escalationId }) => ({ type: 'EscalationAcknowledged' as const, data: { escalationId } })));
    expect(told(complaint.clock(1.5 * DAY))).toEqual([LEAD, MANAGER]);
    complaint.decides(1.5 * DAY + 1, complaint.page.soFar.informed.slice(1).map(({ escalationId }) => ({ type: 'EscalationAcknowledged' as const, data: { escalationId } })));
    expect([told(complaint.clock(2 * DAY)), next(complaint)]).toEqual([[LEAD, MANAGER, DIRECTOR], undefined]);
    expect(complaint.facts('first-answer').map(({ data }) => (data as { to?: string }).to).filter(Boolean)).toEqual(['level-2', 'level-3']);
  });

  it('tell nobody who knows already', () => {
    expect(told(warned(warning('level-1', { percent: 100 })).clock(DAY).clock(DAY + 1))).toEqual([LEAD]);
  });

  it('that were to come before it was due are in vain after the miss', () => {
    const complaint = warned(warning('owner', { percent: 50 }), warning('owner', { percent: 80 }), warning('owner', { percent: 200 })).clock(DAY);
    expect([complaint.said('first-answer'), next(complaint)]).toMatchObject([['Incurred', 'Missed'], { dueAt: at(2 * DAY) }]);
  });

  it('stop with the answer, and what they told is taken back with the miss', () => {
    const complaint = warned(warning('level-2', { percent: 150 })).clock(DAY).clock(1.5 * DAY);
    expect(complaint.page.soFar.informed.map(({ person }) => person)).toEqual(expect.arrayContaining([LEAD, MANAGER]));
    complaint.hears(complaint.event(20 * HOUR, 'MessageSent', { kind: 'answer', automatic: false }), 2 * DAY);
    expect([complaint.said('first-answer').at(-1), complaint.page.soFar.informed]).toEqual(['MissRetracted', []]);
  });

  it('are not given again when its time moves', () => {
    const complaint = warned(warning('owner', { percent: 50 }), warning('owner', { percent: 80 })).clock(12 * HOUR);
    const standing = { tier: 'key-account', stage: 'stable', zone: 'UTC', language: 'en', convenientHours: [] };
    complaint.says(13 * HOUR, 'CustomerStandingChanged', { standing: { ...standing, tier: 'standard' } });
    expect(next(complaint)).toMatchObject({ warnAt: at(0.8 * DAY) });
    complaint.says(13 * HOUR + 1, 'CustomerStandingChanged', { standing });
    expect(complaint.owed('first-answer')).toMatchObject({ warned: 1, dueAt: at(13 * HOUR + 1) });
  });

  it('stand in the ledger as it is rebuilt from what was said', () => {
    const complaint = watched(warned(warning('owner', { percent: 50 }), warning('level-2', { percent: 150 }), warning('level-3', { percent: 300 })), 40);
    expect(rebuilt(complaint).owed).toEqual(complaint.page.owed);
  });
});
