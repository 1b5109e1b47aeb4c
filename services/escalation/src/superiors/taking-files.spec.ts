import type { Problem } from '@amends/runtime';
import type { Judging, SuperiorsTables } from './superiors-tables.js';
import { TakingFiles } from './taking-files.js';
import type { TableName } from './tables.js';

const ADA = '00000000-0000-4000-8000-000000000001';
const ID = '00000000-0000-4000-8000-0000000000aa';

/** Tables in which every row is right. */
const tables: Pick<SuperiorsTables, 'putAll'> = {
  putAll: async (entries, _by: string, { judge }: Judging) => {
    judge(entries.map(() => []));
    return { made: entries.length, changed: 0, unchanged: 0 };
  },
};
const refused = async (table: TableName, ...lines: readonly string[]): Promise<unknown> => {
  const taking = new TakingFiles(tables as SuperiorsTables);
  return taking.take(table, Buffer.from(lines.join('\n')), 'text/csv', 'ada', false).catch((error: Problem) => error.details.errors?.map(({ field, message }) => `${field} ${message}`));
};

describe('a row that is in a file twice', () => {
  it('is told with the columns by which it is the same, which the file has', async () => {
    const absence = `${ADA},2026-12-24T00:00Z,2027-01-02T00:00Z`;
    expect(await refused('absences', 'person,from,to', absence, absence)).toEqual(['line 3, person, from is in the file twice']);
    expect(await refused('absences', 'id,person,from,to', `${ID},${absence}`, `${ID},${absence}`)).toEqual(['line 3, id is in the file twice']);
    expect(await refused('contacts', 'category,falls', `gas,${ADA}`, `gas,${ADA}`)).toEqual(['line 3, category, unit is in the file twice']);
    expect(await refused('deputies', 'person,deputy', `${ADA},${ID}`, `${ADA},${ID}`)).toEqual(['line 3, person is in the file twice']);
  });
});
