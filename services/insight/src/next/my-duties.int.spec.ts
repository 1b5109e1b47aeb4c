import fc from 'fast-check';
import { referenceOf, type RecordedEvent } from '@amends/contracts';
import type { Database } from '@amends/eventing';
import { scopeFor, type Caller } from '@amends/runtime';
import type { FileConsumer } from '../file/file.consumer.js';
import { ReadModels } from '../models/read-models.js';
import { OWED } from '../obligations/lists.js';
import { History, idOf } from '../testing/history.js';
import { addVersion, hear, scratchInsight } from '../testing/scratch-insight.js';
import { dutiesSql, dutyOf, isMine, type DutyRow } from './duty-row.js';
import { ACTED_ON } from './mine.js';
import { MyDuties } from './my-duties.js';
import type { MyDutiesRequest } from './next.requests.js';

const STAFF = [idOf(1, 8), idOf(2, 8)] as const;
const ROLES = ['agent', 'supervisor', 'administrator'] as const;
const SCOPES = [['north', 'north-shop'], ['north-shop'], ['south']] as const;
const NOW = '2026-01-01T05:00:00.000000Z';

const unit = fc.constantFrom('north', 'north-shop', 'south', null);
const staff = fc.constantFrom(...STAFF, null);
const named = fc.record({ unit, staff, named: fc.constant(true) });
const notNamed = fc.record({ unit, staff: fc.constant(null), named: fc.constant(false) });
const moment = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('owed' as const), by: fc.oneof(named, notNamed), role: fc.constantFrom(...ROLES), due: fc.integer({ min: 1, max: 9 }), kind: fc.constantFrom('resolve' as const, 'call' as const) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('assigned' as const), unit, staff }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('offered' as const), unit: fc.constantFrom('north', 'south') }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('judged' as const), as: fc.constantFrom('ObligationMissed', 'ObligationSettled', 'ObligationPaused'), which: fc.nat(20) }) },
);
const life = fc.record({ receivedBy: unit, isImported: fc.boolean(), moments: fc.array(moment, { minLength: 1, maxLength: 12 }) });
type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

/** What is said of a complaint that lives such a life. */
function toldOf(history: History, { receivedBy, isImported, moments }: Life, number: number): RecordedEvent[] {
  const past = isImported ? { history: { source: 'incidents', externalId: String(number), records: ['call'] } } : {};
  const registered = history.registered(number, 0, { reference: referenceOf(2026, number), receivedBy, ...past });
  const owed: RecordedEvent[] = [];
  const told = moments.flatMap((one, count) => {
    if (one.what === 'assigned') return [history.event(registered.subject, 1, { type: 'ComplaintAssigned', data: { unit: one.unit, staff: one.staff, because: 'assigned' } })];
    if (one.what === 'offered') return [history.event(registered.subject, 1, { type: 'HandedOver', data: { handOverId: idOf(count, 3), toUnit: one.unit, toStaff: null } })];
    if (one.what === 'judged') {
      const [about] = owed.splice(one.which % owed.length, 1);
      if (about && one.as !== 'ObligationSettled') owed.push(about);
      return about ? [history.judged(about, one.as, { settledBy: idOf(1), late: false, causedBy: idOf(1), pausedAt: history.at(1) })] : [];
    }
    owed.push(history.owed(registered, 1000 * number + count, one.kind, 7, one.due, { owedBy: { role: one.role, unit: one.by.unit, staff: one.by.staff }, named: one.by.named }));
    return owed.slice(-1);
  });
  return [registered, ...told];
}

/** Of several stories the first event of each, then the second of each, and so on. */
const inTurn = (stories: readonly RecordedEvent[][]): RecordedEvent[] =>
  Array.from({ length: Math.max(...stories.map(({ length }) => length)) }, (_, at) => stories.flatMap((story) => story.slice(at, at + 1))).flat();

const callers: readonly Caller[] = ROLES.flatMap((role) => [...STAFF, idOf(3, 8)].flatMap((id) => SCOPES.map((units) => {
  const someone = { id, role, unit: units[0] };
  return { staff: someone, scope: scopeFor(someone, units), now: NOW };
})));

const requests: readonly MyDutiesRequest[] = [{}, { limit: 3 }, { kind: ['call'] }, { overdue: true }, { overdue: false, limit: 2 }];
const isAskedFor = ({ kind = ['call', 'resolve'], overdue }: MyDutiesRequest, row: DutyRow): boolean =>
  kind.includes(row.kind as 'call') && (overdue ?? dutyOf(row, NOW).overdue) === dutyOf(row, NOW).overdue;

async function allPages(duties: MyDuties, request: MyDutiesRequest, caller: Caller): Promise<string[]> {
  const { duties: page, next } = await duties.read(request, caller);
  return [...page.map(({ obligationId }) => obligationId), ...(next === null ? [] : await allPages(duties, { ...request, after: next }, caller))];
}

/** My duties as they are read, and as they are defined: what is mine of all that is owed. */
async function readAndDefined(database: Database, file: FileConsumer): Promise<{ readonly read: unknown[]; readonly defined: unknown[] }> {
  await database.pool.query('delete from insight.read_models');
  const duties = new MyDuties(new ReadModels(database, { file: [file] }), database);
  const { rows } = await database.pool.query<DutyRow>(dutiesSql(file.tables, `o.state in ${OWED} and ${ACTED_ON}`, 10_000));
  const [read, defined]: [unknown[], unknown[]] = [[], []];
  for (const caller of callers) {
    for (const request of requests) {
      read.push([caller.staff, request, await allPages(duties, request, caller)]);
      defined.push([caller.staff, request, rows.filter((row) => isMine(caller, row) && isAskedFor(request, row)).map(({ obligation }) => obligation)]);
    }
  }
  return { read, defined };
}

describe('my duties', () => {
  it('are exactly what is mine of all that is owed, the next due first, in pages, whoever asks and however it came about', async () => {
    const { database } = await scratchInsight();
    let version = 1;
    await fc.assert(
      fc.asyncProperty(fc.array(life, { minLength: 12, maxLength: 12 }), fc.integer({ min: 1, max: 40 }), async (lives, batch) => {
        version += 1;
        const history = new History();
        const file = await addVersion(database, version);
        await hear(database, file, inTurn(lives.map((one, at) => toldOf(history, one, at + 1))), batch);
        const { read, defined } = await readAndDefined(database, file);
        expect(read).toEqual(defined);
      }),
      // A smaller example would take its minutes to find.
      { numRuns: 8, endOnFailure: true },
    );
  });
});
