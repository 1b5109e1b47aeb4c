import { APPROVAL_MOVES, after, COUNTER_PROPOSAL_MOVES, isPossible, OFFER_MOVES, type Moves } from './moves.js';

const TABLES: readonly (readonly [string, Moves<string, string>, string, readonly string[], readonly string[]])[] = [
  ['an offer', OFFER_MOVES, 'open', ['accept', 'refuse', 'deny', 'supersede', 'carry-out'], ['refused', 'denied', 'superseded', 'carried-out']],
  ['a counter-proposal', COUNTER_PROPOSAL_MOVES, 'open', ['accept', 'refuse', 'deny', 'supersede', 'carry-out'], ['refused', 'denied', 'superseded', 'carried-out']],
  ['an approval', APPROVAL_MOVES, 'pending', ['approve', 'deny'], ['approved', 'denied']],
];

/** All states that can be reached from one. */
function reachable(moves: Moves<string, string>, from: string, found = new Set([from])): Set<string> {
  for (const next of Object.values(moves[from] ?? {})) if (next !== undefined && !found.has(next)) reachable(moves, next, found.add(next));
  return found;
}

describe.each(TABLES)('the states of %s', (_what, moves, initial, allMoves, ends) => {
  it('can all be reached, and every move leads to one that is listed', () => {
    expect([...reachable(moves, initial)].sort()).toEqual(Object.keys(moves).sort());
  });

  it('have each move that there is, and no other', () => {
    expect(new Set(Object.values(moves).flatMap((out) => Object.keys(out)))).toEqual(new Set(allMoves));
  });

  it('end where nothing is left to do, and from every other one an end can be reached', () => {
    expect(Object.keys(moves).filter((state) => Object.keys(moves[state]!).length === 0).sort()).toEqual([...ends].sort());
    for (const state of Object.keys(moves)) expect([...reachable(moves, state)].some((one) => ends.includes(one))).toBe(true);
  });

  it('do not change by a move that is not possible', () => {
    for (const state of ends) for (const move of allMoves) expect([isPossible(moves, state, move), after(moves, state, move)]).toEqual([false, state]);
  });
});
