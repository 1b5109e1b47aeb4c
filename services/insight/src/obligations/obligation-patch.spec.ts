import fc from 'fast-check';
import type { RecordedEvent } from '@amends/contracts';
import { History, idOf } from '../testing/history.js';
import { patchesOf, type Obligation, type ObligationPatch } from './obligation-patch.js';

/** What the rows are after the patches of one batch after the other, as the upsert does it: null and missing leave a column alone. */
function applied(batches: readonly (readonly RecordedEvent[])[]): readonly ObligationPatch[] {
  const rows = new Map<string, ObligationPatch>();
  for (const patch of batches.flatMap(patchesOf)) {
    const said = Object.fromEntries(Object.entries(patch).filter(([, value]) => value != null)) as ObligationPatch;
    rows.set(patch.obligation, { ...rows.get(patch.obligation), ...said });
  }
  return [...rows.values()];
}

function story(): readonly RecordedEvent[] {
  const history = new History();
  const registered = history.registered(1);
  const first = history.owed(registered, 1, 'acknowledge', 1, 1);
  const second = history.owed(registered, 2, 'resolve', 1, 5);
  return [
    first, second, history.judged(first, 'ObligationNearing'), history.judged(first, 'ObligationMissed'), history.judged(second, 'ObligationPaused', { causedBy: idOf(1), pausedAt: history.at(2) }),
    history.judged(first, 'ObligationSettled', { settledBy: idOf(9), late: true }, 3), history.judged(second, 'ObligationResumed', { causedBy: idOf(1), dueAt: history.at(6) }),
    history.judged(second, 'ObligationRevised', { because: 'severity', causedBy: idOf(1), dueAt: history.at(4), formerly: history.at(6), packVersion: 'default@2', allowance: '4 hours' }),
    history.judged(second, 'ObligationExtended', { dueAt: history.at(8), formerly: history.at(4), approvedBy: idOf(1) }), history.judged(second, 'ObligationWaived', { byRole: 'supervisor' }, 7),
  ];
}

describe('the row of an obligation', () => {
  it('is the same at any batch size', () => {
    const expected = applied([story()]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 10, maxLength: 10 }), (sizes) => {
        const left = [...story()];
        const batches = sizes.map((size) => left.splice(0, size)).filter((batch) => batch.length > 0);
        expect(applied(batches)).toEqual(expected);
      }),
    );
  });

  it('remembers the miss, what settled it late, and when', () => {
    const [first] = applied([story()]);
    expect(first).toMatchObject({ kind: 'acknowledge', state: 'settled-late', missedBy: expect.any(String), settledBy: idOf(9), endedAt: '2026-01-01T03:00:00.000000Z', round: 1 });
  });

  it('has the deadline that was said last, and its clock stands still only while it is paused', () => {
    const [, paused] = applied([story().slice(0, 5)]);
    expect(paused).toMatchObject({ paused: true, dueAt: '2026-01-01T05:00:00.000000Z' });
    const [, waived] = applied([story()]);
    expect(waived).toMatchObject({ paused: false, dueAt: '2026-01-01T08:00:00.000000Z', allowance: '4 hours', packVersion: 'default@2', state: 'waived' });
  });

  it('has the state that each of the ledger\'s words means', () => {
    const history = new History();
    const stateAfter = (type: string, more: object = {}): Obligation['state'] | undefined => {
      const owed = history.owed(history.registered(1), 1, 'call', 7, 1);
      return applied([[owed, history.judged(owed, 'ObligationMissed'), history.judged(owed, type, more)]])[0]!.state;
    };
    expect([
      stateAfter('ObligationMissRetracted', { settledBy: idOf(1) }), stateAfter('ObligationCancelled', { because: 'reopened', causedBy: null }), stateAfter('ObligationLapsed', { because: 'silence' }), stateAfter('ObligationNearing'),
    ]).toEqual(['settled', 'cancelled', 'lapsed', 'missed']);
  });

  it('is nothing for a discharge, which is about a whole round', () => {
    expect(patchesOf([new History().event(idOf(1), 0, { type: 'ObligationsDischarged', data: { round: 1, seen: [] } })])).toEqual([]);
  });
});
