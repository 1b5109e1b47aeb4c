import { backOffMs } from './back-off.js';
import { mayPass, verdictOf } from './verdict.js';

describe('an answer', () => {
  it.each([
    [201, 'taken'],
    [503, 'later'],
    [500, 'later'],
    [429, 'later'],
    [401, 'new-token'],
    [400, 'in-parts'],
    [413, 'in-parts'],
    [403, 'refused'],
    [404, 'refused'],
  ])('%d means: %s', (status, verdict) => expect(verdictOf(status)).toBe(verdict));

  it('of a rule is final, of a race or a service that is behind it is not', () => {
    expect(['resolution.nothing-offered', 'behind', 'LostRace', 'Error'].map(mayPass)).toEqual([false, true, true, true]);
  });
});

it('waits longer after each try in vain, but never longer than five seconds', () => {
  expect([1, 2, 3, 6, 7, 50].map(backOffMs)).toEqual([100, 200, 400, 3200, 5000, 5000]);
});
