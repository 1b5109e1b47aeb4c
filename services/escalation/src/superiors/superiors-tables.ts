import { Refusal } from '@amends/decider';
import { Clock, Unknown } from '@amends/eventing';
import { Company, invalidRequest, type FieldError } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { Policies } from '../policy/policies.js';
import { rowViolations, useOfRota, type Known } from './row-violations.js';
import { SuperiorsInForce } from './superiors-in-force.js';
import type { Change } from './superiors-store.js';
import { referenceFrom, RowIndex, type Row, type Rows, type TableName } from './tables.js';

/** A row as it is to be, and the version of the one that was read before. */
export interface Wanted<Table extends TableName = TableName> {
  readonly table: Table;
  readonly key: string;
  readonly value: Rows[Table];
  readonly version: number;
}

/** Changes the tables of superiors: each change is checked against all others, and kept with who made it. */
@Injectable()
export class SuperiorsTables {
  constructor(
    private readonly superiors: SuperiorsInForce,
    private readonly company: Company,
    private readonly policies: Policies,
    private readonly clock: Clock,
  ) {}

  /** Makes or changes a row; the same again changes nothing. Throws a 400 problem, and Refusal when somebody else changed it since. */
  async put(wanted: Wanted, by: string): Promise<Row> {
    const known = await this.known();
    let row: Row = { ...wanted, version: wanted.version + 1 };
    await this.superiors.change((rows) => {
      const before = new RowIndex(rows).find(wanted);
      if (before && isSame(before.value, wanted.value)) {
        row = before;
        return [];
      }
      mustBeAt(wanted.version, before);
      const errors = violationsOf(wanted, { ...known, after: referenceFrom(withRows(rows, [wanted])) });
      if (errors.length > 0) throw invalidRequest(errors);
      return [wanted];
    }, by);
    return row;
  }

  /** Takes a row out. Throws Unknown, and Refusal when it was changed since or is still needed. */
  takeOut(table: TableName, key: string, version: number, by: string): Promise<void> {
    return this.superiors.change((rows) => {
      const before = new RowIndex(rows).find({ table, key });
      if (!before) throw new Unknown('row', key);
      mustBeAt(version, before);
      const use = table === 'rotas' ? useOfRota(key, referenceFrom(rows)) : undefined;
      if (use) throw new Refusal('escalation.rota-in-use', `The rota is still named by ${use}.`, 'Name somebody else there first.');
      return [{ table, key, value: null }];
    }, by);
  }

  /** Makes or changes many rows, whatever their versions, or none when `judge` throws over what is wrong with each; `isTried`: only says what would become of them. */
  async putAll(entries: readonly Omit<Wanted, 'version'>[], by: string, { judge, isTried }: Judging): Promise<Taken> {
    const known = await this.known();
    let taken: Taken = { made: 0, changed: 0, unchanged: 0 };
    await this.superiors.change((rows) => {
      const after = referenceFrom(withRows(rows, entries));
      judge(entries.map((entry) => violationsOf(entry, { ...known, after })));
      const before = new RowIndex(rows);
      const changes = entries.filter((entry) => !isSame(before.find(entry)?.value, entry.value));
      const made = changes.filter((entry) => !before.find(entry)).length;
      taken = { made, changed: changes.length - made, unchanged: entries.length - changes.length };
      return isTried ? [] : changes;
    }, by);
    return taken;
  }

  private async known(): Promise<Omit<Known, 'after'>> {
    const packs = await this.policies.current();
    const now = this.clock.now();
    const later = packs.decisions().filter(({ from }) => Date.parse(from) > now).map(({ pack }) => packs.of(pack));
    return {
      isUnit: (unit) => this.company.has(unit),
      isStaff: (person) => this.company.staff(person) !== undefined,
      calendars: [packs.inForceAt(new Date(now).toISOString()), ...later].flatMap(({ data }) => Object.entries(data.calendars).map(([name, { holidays }]) => ({ name, hasHolidays: holidays.length > 0 }))),
      now,
    };
  }
}

/** How many rows at once are taken. */
export interface Judging {
  /** Gets what is wrong with each row, in their order; what it throws leaves all as it was. */
  readonly judge: (errors: readonly (readonly FieldError[])[]) => void;
  readonly isTried: boolean;
}

/** What became of many rows. */
export interface Taken {
  readonly made: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What is stored is JSON, so that what would be stored alike is alike. */
const isSame = (before: object | undefined, after: object): boolean => before !== undefined && canonical(before) === canonical(after);
const canonical = (value: object): string => JSON.stringify(value, (_key, one: unknown) => (typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one));

function withRows(rows: readonly Row[], changes: readonly (Change & { readonly value: object })[]): readonly Row[] {
  const changed = new RowIndex(changes);
  return [...rows.filter((row) => !changed.find(row)), ...changes.map(({ table, key, value }) => ({ table, key, value, version: 0 }))];
}

const violationsOf = ({ table, value }: Pick<Wanted, 'table' | 'value'>, known: Known): readonly FieldError[] =>
  (rowViolations[table] as (row: object, of: Known) => readonly FieldError[])(value, known);

function mustBeAt(version: number, before: Row | undefined): void {
  const now = before?.version ?? 0;
  if (version === now) return;
  throw new Refusal('escalation.superiors-moved-on', now === 0 ? 'There is no such row (any more).' : `Somebody changed this row since: it is at version ${now}.`, 'Read it again, and decide again.');
}
