import { shownBy } from '../principles/principle-of.js';
import { totalsOf, type ScoreRow } from './totals.js';

const LIVE = shownBy(undefined);
const row = (key: string | null, first: number | null, complaints: number, shown = LIVE): ScoreRow => ({ key, shown, complaints, outcomes: Array.from({ length: 7 }, (_, at) => [1, 2, 3, 4, 5].map((outcome) => (at === 0 && outcome === first ? complaints : 0))) });

describe('the scorecard in total', () => {
  it('counts complaints by where they stand, and gives shares of those judged with Wilson intervals', () => {
    const { groups } = totalsOf([row(null, 5, 54), row(null, 1, 46), row(null, 2, 7), row(null, null, 3), row(null, null, 2, 0)], false);
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ key: null, complaints: 112 });
    const [first] = groups[0]!.principles;
    expect(first).toMatchObject({ principle: 1, judged: 100, counts: { 'met': 54, 'missed': 46, 'open': 7, 'waived': 0, 'met-late': 0, 'not-owed': 3, 'not-recorded': 2 } });
    expect(first!.met!.share).toBe(0.54);
    expect(first!.met!.low).toBeCloseTo(0.4426, 4);
    expect(first!.met!.high).toBeCloseTo(0.6344, 4);
  });

  it('gives no share where nothing was judged', () => {
    expect(totalsOf([row(null, 2, 9)], false).groups[0]!.principles[0]).toMatchObject({ judged: 0, met: { share: null } });
  });

  it('orders groups by their key, those that have none last', () => {
    expect(totalsOf([row(null, 5, 1), row('b', 5, 1), row('a', 5, 1)], false).groups.map(({ key }) => key)).toEqual(['a', 'b', null]);
  });

  it('hides what tells of few from those who must not see it, with the shares that it is in', () => {
    const { groups, suppressed } = totalsOf([row('a', 5, 40), row('a', 1, 3), row('b', 5, 60), row('b', 1, 30)], true);
    expect(suppressed).toBe(true);
    expect(groups[0]!.principles[0]).toMatchObject({ counts: { met: null, missed: null }, judged: null, met: null });
    expect(groups.map(({ complaints }) => complaints)).toEqual([43, 90]);
    expect(totalsOf([row('a', 5, 40), row('a', 1, 3)], false)).toMatchObject({ suppressed: false, groups: [{ principles: [{ counts: { missed: 3 } }, {}, {}, {}, {}, {}, {}] }] });
  });
});
