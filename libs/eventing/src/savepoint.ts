import { allOf, isOutOfReach, type Transaction } from './database.js';

/** Does work within a transaction so that its failure, which is thrown, leaves no trace; the transaction goes on unless PostgreSQL is out of reach. */
export async function atSavepoint<T>(transaction: Transaction, work: (within: Transaction) => Promise<T>): Promise<T> {
  const actions: (() => void)[] = [];
  const sent: Promise<unknown>[] = [];
  const send: Transaction['send'] = (statement) => {
    const answer = transaction.query(statement);
    // Told below; until then a failure must not count as one that nobody listens to.
    answer.catch(() => undefined);
    sent.push(answer);
  };
  await transaction.query('savepoint work');
  try {
    const [result] = await Promise.allSettled([work({ query: transaction.query, send, afterCommit: (action) => actions.push(action) })]);
    await allOf(sent);
    if (result.status === 'rejected') throw result.reason;
    await transaction.query('release savepoint work');
    for (const action of actions) transaction.afterCommit(action);
    return result.value;
  } catch (error) {
    if (!isOutOfReach(error)) await transaction.query('rollback to savepoint work');
    throw error;
  }
}
