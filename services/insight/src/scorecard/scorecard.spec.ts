import fc from 'fast-check';
import type { ObligationState } from '../obligations/obligation-patch.js';
import { shownBy } from '../principles/principle-of.js';
import { OUTCOMES, outcomeOf, scorecardOf, type Scored } from './scorecard.js';

const LIVE = shownBy(undefined);
const owed = (principle: number, state: ObligationState, more: Partial<Scored> = {}): Scored => ({ principle, round: 1, state, missedBy: null, because: null, ...more });
const standings = (obligations: readonly Scored[], shown = LIVE): readonly string[] => scorecardOf(obligations, shown).map(({ standing }) => standing);

describe('an obligation counts', () => {
  it.each([
    ['as open until it is done', 'open', {}, 'open'],
    ['as missed from the deadline on', 'missed', { missedBy: 'm' }, 'missed'],
    ['as met when it was done in time', 'settled', {}, 'met'],
    ['as met when the miss was none', 'settled', { missedBy: 'm' }, 'met'],
    ['as met late when it was done after the deadline', 'settled-late', { missedBy: 'm' }, 'met-late'],
    ['as met when silence counted as yes', 'lapsed', {}, 'met'],
    ['as waived when somebody said why it need not be done', 'waived', {}, 'waived'],
    ['as waived also after it had been missed', 'waived', { missedBy: 'm' }, 'waived'],
    ['for nothing when it was no longer owed in time', 'cancelled', { because: 'reopened' }, undefined],
    ['as missed when it was no longer owed only after the customer had waited in vain', 'cancelled', { missedBy: 'm', because: 'reopened' }, 'missed'],
    ['for nothing when it was owed because of a miss that was none', 'cancelled', { missedBy: 'm', because: 'retracted' }, undefined],
  ] as const)('%s', (_, state, more, outcome) => {
    expect(outcomeOf(owed(1, state, more))).toBe(outcome);
  });
});

describe('a scorecard', () => {
  it('has all seven principles, none of them owed at first', () => {
    expect(scorecardOf([], LIVE).map(({ principle, standing }) => [principle, standing])).toEqual([1, 2, 3, 4, 5, 6, 7].map((principle) => [principle, 'not-owed']));
  });

  it('takes the worst of several obligations under one principle', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray<ObligationState>(['missed', 'open', 'settled-late', 'waived', 'settled'], { minLength: 1 }), (states) => {
        const worst = OUTCOMES.find((outcome) => states.some((state) => outcomeOf(owed(6, state)) === outcome));
        expect(standings(states.map((state) => owed(6, state)))[5]).toBe(worst);
      }),
    );
  });

  it('tells each round apart: what was missed in the first is not forgiven by the second', () => {
    const [first] = scorecardOf([owed(1, 'missed', { missedBy: 'm' }), owed(1, 'settled', { round: 2 })], LIVE);
    expect(first).toMatchObject({ standing: 'missed', rounds: [{ round: 1, standing: 'missed' }, { round: 2, standing: 'met' }] });
  });

  it('shows what the source of an imported complaint cannot show as not recorded, never as met or missed', () => {
    expect(standings([owed(1, 'settled')], shownBy(['acknowledge', 'call']))).toEqual(['met', 'not-recorded', 'not-recorded', 'not-recorded', 'not-recorded', 'not-recorded', 'not-owed']);
  });

  it('shows nothing that it does not know as recorded', () => {
    expect(shownBy(['something-new'])).toBe(0);
  });
});
