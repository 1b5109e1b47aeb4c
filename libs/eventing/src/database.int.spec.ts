import { scratchDatabase, type Scratch } from './testing/index.js';

describe('a transaction', () => {
  let scratch: Scratch;
  beforeEach(async () => {
    scratch = await scratchDatabase('intake', [() => 'create table intake.notes (n int primary key)']);
  });
  afterEach(() => scratch.drop());

  const insert = (n: unknown) => ({ name: 'insert-note', text: 'insert into intake.notes values ($1)', values: [n] });
  const notes = async (): Promise<number[]> => (await scratch.database.pool.query<{ n: number }>('select n from intake.notes order by n')).rows.map(({ n }) => n);

  it('commits what was only sent', async () => {
    const told: string[] = [];
    await scratch.database.transaction(async (transaction) => {
      transaction.send(insert(1));
      transaction.afterCommit(() => told.push('committed'));
      await transaction.query(insert(2));
      transaction.send(insert(3));
    });
    expect([await notes(), told]).toEqual([[1, 2, 3], ['committed']]);
  });

  it('fails as a whole with a statement that was only sent, and says why', async () => {
    const told: string[] = [];
    const failing = scratch.database.transaction(async (transaction) => {
      transaction.afterCommit(() => told.push('committed'));
      transaction.send(insert(1));
      transaction.send(insert(1));
      transaction.send(insert(2));
    });
    await expect(failing).rejects.toMatchObject({ code: '23505' });
    expect([await notes(), told]).toEqual([[], []]);
  });

  it('fails as a whole with a statement that cannot be sent', async () => {
    const endless: unknown[] = [];
    const circle = { endless };
    endless.push(circle);
    const failing = scratch.database.transaction(async (transaction) => {
      transaction.send(insert(1));
      transaction.send(insert(circle));
    });
    await expect(failing).rejects.toThrow();
    expect(await notes()).toEqual([]);
  });

  it('undoes what is under way when its work fails, and leaves a connection that is good for the next', async () => {
    for (let n = 0; n < 20; n++) {
      const failing = scratch.database.transaction(async (transaction) => {
        transaction.send(insert(n));
        void transaction.query('select pg_sleep(0.01)').catch(() => undefined);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
    }
    await scratch.database.transaction(async (transaction) => transaction.send(insert(7)));
    expect(await notes()).toEqual([7]);
  });

  it('does not commit after a broken beginning', async () => {
    const failing = scratch.database.transaction(async (transaction) => transaction.send(insert(1)), { first: { text: 'select 1 / 0' } });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
    expect(await notes()).toEqual([]);
  });
});
