import type { RecordedEvent, TopicName } from '@amends/contracts';
import type { Announced, Database, Handler, Transaction } from '@amends/eventing';
import { EMPTY_FILE, fileAfter, type ComplaintFile } from './complaint-file.js';
import { fileEntitiesOf, type FileEntities } from './file-entities.js';
import { COMPLAINT_COLUMNS, SOURCE_COLUMNS, TIMELINE_COLUMNS, WORD_COLUMNS, type FiledComplaint } from './file-columns.js';
import { fileTables, type FileTables } from './file-tables.js';
import { OBLIGATION_COLUMNS } from '../obligations/obligation-columns.js';
import { patchesOf } from '../obligations/obligation-patch.js';
import { movedSql, patchSql } from '../obligations/obligations.sql.js';
import { noteCompleted } from '../returns/completed.js';
import { isMoved, PLACE_COLUMNS } from '../standings/place-columns.js';
import { placeSql, scoreSql } from '../standings/standings.sql.js';
import { arraysOf, insertSql, overwrite, type Column } from './set-based.js';

/** The read model `file`: what all services said of a complaint, in one place. A batch costs at most nine statements, however many events it has. */
export class FileConsumer implements Handler {
  readonly name: string;
  readonly topics: readonly TopicName[] = ['complaints'];
  readonly tables: FileTables;
  readonly entities: FileEntities;
  private readonly schema: string;

  constructor(
    database: Database,
    readonly version: number,
  ) {
    this.name = `file@${version}`;
    this.schema = database.schema;
    this.tables = fileTables(database.schema, version);
    this.entities = fileEntitiesOf(version);
  }

  async handle(events: readonly RecordedEvent[], transaction: Transaction): Promise<void> {
    await (await this.prepare(events, transaction))(events);
  }

  async prepare(announced: readonly Announced[], transaction: Transaction): Promise<(events: readonly RecordedEvent[]) => Promise<void>> {
    const before = await this.load(transaction, [...new Set(announced.filter(isOfComplaint).map(({ subject }) => subject))]);
    return async (events) => {
      const ofComplaints = events.filter(isOfComplaint);
      const owed = events.filter(({ streamKind }) => streamKind === 'obligations');
      const { after, moved } = folded(before, ofComplaints);
      this.save(transaction, before, after);
      this.place(transaction, moved);
      this.handOn(transaction, moved.filter((row) => isHandedOn(before.get(row.complaint) ?? EMPTY_FILE, row.file)));
      // What was handled before never comes here; asking whether it is there was a fifth of what inserting cost.
      this.insert(transaction, this.tables.timeline, TIMELINE_COLUMNS, [...ofComplaints, ...owed]);
      this.owe(transaction, owed);
      this.endHistories(transaction, events.filter(({ type }) => type === 'HistoryEnded'));
      noteCompleted(transaction, this.schema, events);
    };
  }

  private async load(transaction: Transaction, complaints: readonly string[]): Promise<ReadonlyMap<string, ComplaintFile>> {
    if (complaints.length === 0) return new Map();
    const { rows } = await transaction.query<FiledComplaint>({
      name: `load ${this.tables.complaints}`,
      text: `select complaint, file from ${this.tables.complaints} where complaint = any($1)`,
      values: [complaints],
    });
    return new Map(rows.map(({ complaint, file }) => [complaint, file]));
  }

  private save(transaction: Transaction, before: ReadonlyMap<string, ComplaintFile>, after: ReadonlyMap<string, ComplaintFile>): void {
    const rows = [...after].map(([complaint, file]) => ({ complaint, file }));
    const formerly = ({ complaint }: FiledComplaint): ComplaintFile => before.get(complaint) ?? EMPTY_FILE;
    const reworded = rows.filter((row) => isReworded(formerly(row), row.file));
    const upsert = <Row>(columns: readonly Column<Row>[]): string => `on conflict (complaint) do update set ${overwrite(columns, 'complaint')}`;
    this.insert(transaction, this.tables.complaints, COMPLAINT_COLUMNS, rows, upsert(COMPLAINT_COLUMNS));
    this.insert(transaction, this.tables.words, WORD_COLUMNS, reworded, upsert(WORD_COLUMNS));
  }

  private place(transaction: Transaction, moved: readonly FiledComplaint[]): void {
    if (moved.length > 0) transaction.send({ name: `place ${this.tables.standings}`, text: placeSql(this.tables), values: arraysOf(PLACE_COLUMNS, moved) });
  }

  /** Duties of a complaint that somebody else owns now are theirs, and news to them; they are found by where the complaint is placed. */
  private handOn(transaction: Transaction, rows: readonly FiledComplaint[]): void {
    if (rows.length === 0) return;
    transaction.send({ name: `move ${this.tables.obligations}`, text: movedSql(this.tables), values: [rows.map(({ complaint }) => complaint)] });
  }

  /** Events of obligations change rows of their own; a complaint's row, which is far larger, stays as it is. */
  private owe(transaction: Transaction, events: readonly RecordedEvent[]): void {
    const patches = patchesOf(events);
    if (patches.length === 0) return;
    const { obligations, standings } = this.tables;
    transaction.send({ name: `patch ${obligations}`, text: patchSql(this.tables), values: arraysOf(OBLIGATION_COLUMNS, patches) });
    transaction.send({ name: `score ${standings}`, text: scoreSql(this.tables), values: [[...new Set(patches.map(({ complaint }) => complaint))]] });
  }

  /** Of several ends of one source the newest counts: an import that was continued ends again. */
  private endHistories(transaction: Transaction, events: readonly RecordedEvent[]): void {
    const { sources } = this.tables;
    const newest = `on conflict (source) do update set ${overwrite(SOURCE_COLUMNS, 'source')} where ${sources.split('.')[1]}.ended_at <= excluded.ended_at`;
    for (const event of events) this.insert(transaction, sources, SOURCE_COLUMNS, [event], newest);
  }

  private insert<Row>(transaction: Transaction, table: string, columns: readonly Column<Row>[], rows: readonly Row[], conflict = ''): void {
    if (rows.length === 0) return;
    transaction.send({ name: `save ${table}`, text: `${insertSql(table, columns)} ${conflict}`, values: arraysOf(columns, rows) });
  }
}

/**
 * The files after a batch, and each complaint that has moved as it was just then: what else the batch says of it must not show, or
 * a model that is rebuilt in other batches would be another one.
 */
function folded(before: ReadonlyMap<string, ComplaintFile>, events: readonly RecordedEvent[]): { readonly after: ReadonlyMap<string, ComplaintFile>; readonly moved: readonly FiledComplaint[] } {
  const after = new Map<string, ComplaintFile>();
  const moved = new Map<string, ComplaintFile>();
  for (const event of events) {
    const { subject: complaint } = event;
    const former = after.get(complaint) ?? before.get(complaint) ?? EMPTY_FILE;
    const file = fileAfter(former, event);
    after.set(complaint, file);
    if (isMoved({ complaint, file: former }, { complaint, file })) moved.set(complaint, file);
  }
  return { after, moved: [...moved].map(([complaint, file]) => ({ complaint, file })) };
}

const isOfComplaint = ({ streamKind }: Announced): boolean => streamKind === 'complaint';

const isHandedOn = ({ known: { owner: before } }: ComplaintFile, { known: { owner: after } }: ComplaintFile): boolean =>
  before?.unit !== after?.unit || before?.staff !== after?.staff;

/** A list that no event of the batch has touched is the very same list. */
const isReworded = (before: ComplaintFile, after: ComplaintFile): boolean =>
  before.category !== after.category || before.product !== after.product || before.order !== after.order;
