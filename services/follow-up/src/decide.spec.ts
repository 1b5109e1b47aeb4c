import { NOTHING_KNOWN, type KnownComplaint } from '@amends/contracts';
import { given } from '@amends/decider';
import { close, reopen } from './decide.js';
import { followUp } from './follow-up.js';

const open: KnownComplaint = { ...NOTHING_KNOWN, registered: true };
const resolved: KnownComplaint = { ...open, resolvedRound: 1 };
const closed: KnownComplaint = { ...resolved, closedRound: 1 };
const { when } = given(followUp, []);

describe('reopening', () => {
  it.each([['resolved', resolved], ['closed', closed]])('ends the round of a %s complaint and starts the next', (_status, known) => {
    expect(when((state) => reopen({ because: 'customer-dissatisfied', words: 'It leaks again.' }, state, known)).records).toEqual([
      { type: 'ComplaintReopened', data: { endsRound: 1, because: 'customer-dissatisfied' }, words: { words: 'It leaks again.' } },
    ]);
  });

  it('is refused while the complaint is open', () => {
    expect(when((state) => reopen({ because: 'customer-dissatisfied' }, state, open)).refuses).toBe('follow-up.complaint-is-open');
  });

  it('is refused for a withdrawn complaint', () => {
    expect(when((state) => reopen({ because: 'customer-dissatisfied' }, state, { ...closed, withdrawn: true })).refuses).toBe('follow-up.complaint-is-withdrawn');
  });
});

describe('closing', () => {
  it('ends a resolved complaint', () => {
    expect(when((state) => close({}, state, resolved)).records).toEqual([{ type: 'ComplaintClosed', data: { because: 'closed-by-command' } }]);
  });

  it.each([['open', open], ['closed', closed]])('is refused while the complaint is %s', (status, known) => {
    expect(when((state) => close({}, state, known)).refuses).toBe(`follow-up.complaint-is-${status}`);
  });
});
