import { ManualClock } from '../clock.js';
import { appendOf, complaint, scratchDatabase, type Scratch } from '../testing/index.js';
import { EventLog } from './event-log.js';
import { verifyChain } from './verify-chain.js';

describe('the audit chain (I14)', () => {
  let scratch: Scratch;
  const run = (statement: string): Promise<unknown> => scratch.database.pool.query(statement);
  const findings = async (): Promise<string[]> => (await verifyChain(scratch.database)).broken.map(({ position, finding }) => `${position} ${finding}`);

  beforeEach(async () => {
    scratch = await scratchDatabase();
    const log = new EventLog(scratch.database, 'intake', new ManualClock(Date.parse('2026-11-02T12:00:00Z')));
    const [first, second] = [complaint(), complaint()];
    await log.append(appendOf(first, 0, 2));
    await Promise.all([log.append(appendOf(second, 0, 2)), log.append(appendOf(first, 2, 2))]);
    await log.append({ ...appendOf(second, 2), events: appendOf(second, 2).events.map((event) => ({ ...event, sealed: '{"words":"v1.x.y"}' })) });
  });
  afterEach(() => scratch.drop());

  it('holds for a log that nobody touched, an empty one, and one of many pages', async () => {
    expect(await verifyChain(scratch.database)).toEqual({ checked: 7, broken: [] });
    expect(await verifyChain(await scratch.also('empty'))).toEqual({ checked: 0, broken: [] });
    const log = new EventLog(scratch.database, 'intake', new ManualClock(0));
    await Promise.all(Array.from({ length: 50 }, () => log.append(appendOf(complaint(), 0, 100))));
    expect(await verifyChain(scratch.database)).toEqual({ checked: 5007, broken: [] });
  });

  it.each([
    ['data', `data = replace(data, 'spoken', 'written')`],
    ['who did it', `metadata = replace(metadata, 'hotline', 'repairs')`],
    ['when it was recorded', `recorded_at = recorded_at - interval '1 hour'`],
    ['sealed words', `sealed = '{}'`],
    ['type', `type = 'ContactEnded'`],
    ['its hash', `hash = sha256('')`],
  ])('shows an edit of %s', async (_what, change) => {
    await run(`update intake.events set ${change} where position = 2`);
    expect((await findings())[0]).toBe('2 changed');
  });

  it('shows a removal, of the newest event too', async () => {
    await run('delete from intake.events where position = 3');
    expect(await findings()).toEqual(['3 missing', '4 out of order']);
    await run('delete from intake.events where position = 7');
    expect(await findings()).toContain('7 missing');
  });

  it('shows a removal that closes its gap', async () => {
    await run('delete from intake.events where position = 7; update intake.log_head set position = 6');
    await run('delete from intake.events where position = 3; update intake.events set position = -position where position > 3; update intake.events set position = -position - 1 where position < 0; update intake.log_head set position = 5');
    expect((await findings()).length).toBeGreaterThan(0);
  });

  it('shows two events that changed places', async () => {
    await run('update intake.events set position = 100 where position = 1; update intake.events set position = 1 where position = 2; update intake.events set position = 2 where position = 100');
    expect(await findings()).toEqual(expect.arrayContaining(['1 changed', '2 changed']));
  });
});
