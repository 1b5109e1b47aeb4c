import { referenceOf, type RecordedEvent } from '@amends/contracts';
import type { Database } from '@amends/eventing';
import fc from 'fast-check';
import { fileTables } from '../file/file-tables.js';
import { History, idOf } from '../testing/history.js';
import { hear, scratchInsight } from '../testing/scratch-insight.js';
import { servedInsight, type ServedInsight } from '../testing/served-insight.js';
import type { ScorecardAnswer, TotalsAnswer } from './scorecard-answer.js';
import { OUTCOMES, scorecardOf, type Scored } from './scorecard.js';
import { shownBy } from '../principles/principle-of.js';

const history = new History();

/** A complaint of a unit, received in the month with that number, whose acknowledgement ended as said. */
function complaint(number: number, { unit = 'north', month = 1, ends }: { unit?: string; month?: number; ends?: 'met' | 'late' | 'missed' }): RecordedEvent[] {
  const registered = history.registered(number, 0, { reference: referenceOf(2026, number), receivedBy: unit, receivedAt: `2026-0${month}-05T00:00:00.000Z` });
  const acknowledged = history.event(idOf(number), 1, { type: 'ComplaintAcknowledged', data: { how: 'spoken', deadlinesStated: [] } });
  const owed = history.owed(registered, number, 'acknowledge', 1, 1);
  const missed = (): RecordedEvent => history.judged(owed, 'ObligationMissed', {}, 1);
  const settled = (late: boolean): RecordedEvent => history.judged(owed, 'ObligationSettled', { settledBy: acknowledged.id, late }, 2);
  const end = { met: () => [settled(false)], late: () => [missed(), settled(true)], missed: () => [missed()] };
  const assigned = history.event(idOf(number), 1, { type: 'ComplaintAssigned', data: { unit, staff: null, because: 'assigned' } });
  return [registered, acknowledged, assigned, owed, ...(ends ? end[ends]() : [])];
}

describe('the scorecard', () => {
  let served: ServedInsight;

  beforeAll(async () => {
    served = await servedInsight();
    await served.publish([
      ...complaint(1, { ends: 'late' }),
      ...Array.from({ length: 6 }, (_, at) => complaint(10 + at, { ends: 'met', month: 2 })).flat(),
      ...complaint(20, { unit: 'south', ends: 'missed' }),
      ...Array.from({ length: 7 }, (_, at) => complaint(30 + at, { unit: 'south', ends: 'met' })).flat(),
      history.registered(50, 0, { receivedBy: 'north', history: { source: 'incidents', externalId: 'x', records: ['resolve'] } }),
    ]);
    await served.caughtUp();
  });

  afterAll(() => served.stop());

  it('of a complaint shows each principle with the events that prove it', async () => {
    const { status, body } = await served.get<ScorecardAnswer>(`complaints/${idOf(1)}/scorecard`);
    expect(status).toBe(200);
    expect(body.principles.map(({ standing }) => standing)).toEqual(['met-late', ...Array.from({ length: 6 }, () => 'not-owed')]);
    expect(body.principles[0]!.obligations).toMatchObject([{ kind: 'acknowledge', outcome: 'met-late', state: 'settled-late', allowance: '1 hours' }]);
    expect(body.principles[0]!.obligations[0]!.proofs.map(({ what, type, source }) => [what, type, source])).toEqual([
      ['caused', 'ComplaintRegistered', 'intake'], ['incurred', 'ObligationIncurred', 'escalation'], ['missed', 'ObligationMissed', 'escalation'],
      ['settled', 'ComplaintAcknowledged', 'intake'], ['ended', 'ObligationSettled', 'escalation'],
    ]);
    expect(body.principles[0]!.name.zh).toMatch(/\p{Script=Han}/u);
  });

  it('of an imported complaint says what its source could not have shown', async () => {
    const { body } = await served.get<ScorecardAnswer>(`complaints/${idOf(50)}/scorecard`);
    expect(body.principles.map(({ standing }) => standing)).toEqual(['not-owed', ...Array.from({ length: 6 }, () => 'not-recorded')]);
  });

  it('of a complaint outside the scope is not there', async () => {
    expect((await served.get(`complaints/${idOf(20)}/scorecard`)).status).toBe(404);
  });

  it('in total counts what the reader may see, by unit, category and month', async () => {
    const total = await served.get<TotalsAnswer>('scorecard', 'supervisor', 'north');
    expect(total.body.groups).toMatchObject([{ key: null, complaints: 8, principles: [{ counts: { 'met': 6, 'met-late': 1, 'missed': 0, 'not-owed': 1 }, judged: 7 }, { counts: { 'not-owed': 7, 'not-recorded': 1 } }, {}, {}, {}, {}, {}] }]);
    const byUnit = await served.get<TotalsAnswer>('scorecard?by=unit', 'supervisor', null);
    expect(byUnit.body.groups.map(({ key, complaints }) => [key, complaints])).toEqual([['north', 7], ['south', 8], [null, 1]]);
    const byMonth = await served.get<TotalsAnswer>('scorecard?by=month&from=2026-02-01T00:00:00.000Z', 'supervisor', null);
    expect(byMonth.body.groups).toMatchObject([{ key: '2026-02', complaints: 6, principles: [{ counts: { met: 6 }, met: { share: 1 } }, {}, {}, {}, {}, {}, {}] }]);
    expect((await served.get<TotalsAnswer>('scorecard?by=category', 'supervisor', null)).body.groups.map(({ key }) => key)).toEqual([null]);
  });

  it('hides small cells from analysts', async () => {
    const { body } = await served.get<TotalsAnswer>('scorecard?by=unit', 'analyst', null);
    expect(body.suppressed).toBe(true);
    const told = body.groups.flatMap(({ complaints, principles }) => [complaints, ...principles.flatMap(({ counts, judged }) => [...Object.values(counts), judged])]);
    expect(told.filter((count) => count !== null && count > 0 && count < 5)).toEqual([]);
    expect(told).toContain(8);
  });

  it('in total is for supervisors, analysts and administrators', async () => {
    expect((await served.get('scorecard', 'agent')).status).toBe(403);
    expect((await served.get('scorecard?by=agent', 'supervisor')).body).toMatchObject({ errors: [{ field: 'by' }] });
  });
});

describe('the score that is kept of each complaint', () => {
  let serial = 0;
  const STEPS = ['ObligationMissed', 'ObligationWaived', 'ObligationCancelled', 'ObligationLapsed', 'ObligationSettled', 'ObligationMissRetracted'] as const;

  it('is what its obligations amount to, whatever the ledger says of them', async () => {
    const { database, file } = await scratchInsight();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.array(fc.tuple(fc.constantFrom(...STEPS), fc.boolean()), { maxLength: 3 })), { minLength: 1, maxLength: 6 }), async (owed) => {
        const story = new History();
        const number = (serial += 1);
        const registered = story.registered(number);
        const events = owed.flatMap(([principle, steps], at) => {
          const incurred = story.owed(registered, number * 10 + at, 'call', principle, 1);
          return [incurred, ...steps.map(([type, flag]) => story.judged(incurred, type, { settledBy: idOf(1), late: flag, because: flag ? 'reopened' : 'retracted' }))];
        });
        await hear(database, file, [registered, ...events], 2);
        expect(await kept(database, number)).toEqual(await folded(database, number));
      }),
      { numRuns: 60 },
    );
  });

  async function kept(database: Database, number: number): Promise<readonly (number | null)[]> {
    const { rows } = await database.pool.query<Record<string, number | null>>(`select p1, p2, p3, p4, p5, p6, p7 from ${fileTables(database.schema, 1).standings} where complaint = $1`, [idOf(number)]);
    return Object.values(rows[0]!);
  }

  async function folded(database: Database, number: number): Promise<readonly (number | null)[]> {
    const { rows } = await database.pool.query<Scored>(`select principle, round, state, missed_by as "missedBy", because from ${fileTables(database.schema, 1).obligations} where complaint = $1`, [idOf(number)]);
    return scorecardOf(rows, shownBy(undefined)).map(({ standing }) => OUTCOMES.indexOf(standing as 'met') + 1 || null);
  }
});
