import { join } from 'node:path';
import { Checkpoint } from './checkpoint.js';
import { Dispatch, intakeHead, stopped } from './dispatch.js';
import { endHistory } from './end-history.js';
import { HistoryClient, type Destination } from './history-client.js';
import { ImportTally, type ImportSummary } from './import-tally.js';
import { incidentSteps, readIncidents, surveyIncidents, type IncidentSurvey } from './incidents/index.js';
import { patiently } from './patiently.js';
import { PastComplaint } from './past-complaint.js';
import { settled } from './settled.js';
import { writeUnreadable } from './unreadable-list.js';

/** What to import, from where to where. */
export interface ImportOptions {
  file: string;
  /** The zone of times that say none. */
  zone: string;
  /** The name under which the report knows these complaints. */
  source: string;
  /** Send everything again, whatever was imported before. */
  again: boolean;
  /** The folder of checkpoints. */
  folder: string;
  destination: Destination;
  /** Stops the import; the same call goes on from there. */
  signal: AbortSignal;
}

/** What an import tells while it runs. */
export interface ImportProgress {
  /** The file was looked through, and this was found; so much of it is to come, so much was through before, both counted in `unit`. */
  surveyed(found: string, to: { total: number; before: number; unit: string }): void;
  /** So much is through. */
  rows(through: number): void;
  /** Everything is in the logs; so many events are not in the report yet. */
  settling(events: number): void;
}

/** Imports an incident log: returns when the report is complete. Throws UnreadableFile and ImportFailure. */
export async function importIncidents(options: ImportOptions, progress: ImportProgress): Promise<ImportSummary> {
  const client = new HistoryClient(options.destination);
  try {
    const checkpoint = await Checkpoint.of(options.folder, options);
    checkpoint.forgetUnless(await patiently(() => intakeHead(client), options.signal));
    if (options.again) checkpoint.forget();
    if (checkpoint.kept.summary) return { ...(checkpoint.kept.summary as ImportSummary), alreadyImported: true };
    return await new IncidentImport(options, progress, client, checkpoint).run();
  } catch (error) {
    throw options.signal.aborted ? stopped() : error;
  } finally {
    await client.close();
  }
}

/** An incident log shows when something was put right, and nothing else of what was owed. */
const RECORDS = ['resolve'] as const;

class IncidentImport {
  private readonly tally: ImportTally;
  private readonly dispatch: Dispatch;
  private rowsThrough = 0;

  constructor(
    private readonly options: ImportOptions,
    private readonly progress: ImportProgress,
    private readonly client: HistoryClient,
    private readonly checkpoint: Checkpoint,
  ) {
    this.tally = new ImportTally(options.source, checkpoint.kept.completed);
    this.dispatch = new Dispatch(client, checkpoint, options.signal, { name: options.source, records: RECORDS }, { done: (one) => this.done(one), refused: (one) => this.tally.refused(one) });
  }

  async run(): Promise<ImportSummary> {
    const { file, zone, folder } = this.options;
    const survey = await this.tally.timed('survey', surveyIncidents(file, { zone }));
    const list = await writeUnreadable(join(folder, `${this.checkpoint.name}.unreadable.csv`), survey.unreadable);
    this.tally.surveyed(survey, list);
    await this.tally.timed('send', this.dispatch.send((add) => this.addAll(survey, add)));
    await this.tally.timed('settle', this.settle());
    const summary = this.tally.summary(this.checkpoint.kept.events, this.dispatch.pausedMs);
    if (summary.refused.length === 0) await this.checkpoint.finish(await patiently(() => intakeHead(this.client), this.options.signal), summary);
    return summary;
  }

  private async addAll(survey: IncidentSurvey, add: (complaint: PastComplaint) => Promise<void>): Promise<void> {
    const { file, source } = this.options;
    const before = this.checkpoint.kept.completed;
    let ordinal = 0;
    for await (const { number, rows } of readIncidents(file, survey)) {
      const history = incidentSteps(rows);
      this.tally.incident(rows.length, history);
      // What is through stays through; its rows are read all the same, because they tell how far the import is.
      if (ordinal < before) this.rowsThrough += rows.length;
      if (ordinal === before) this.progress.surveyed(foundIn(survey), { total: survey.rows - survey.unreadable.length, before: this.rowsThrough, unit: 'rows' });
      if (ordinal >= before) await add(new PastComplaint(source, number, history.steps, { ordinal, rows: rows.length }));
      ordinal++;
    }
  }

  private done(complaint: PastComplaint): void {
    const { ordinal, rows } = complaint.place;
    this.checkpoint.done(ordinal, complaint.events);
    this.rowsThrough += rows;
    this.progress.rows(this.rowsThrough);
  }

  private async settle(): Promise<void> {
    await endHistory(this.client, this.tally.ending(), this.options.signal);
    await settled(() => this.client.lag(), this.options.signal, (events) => this.progress.settling(events));
  }
}

const foundIn = ({ rows, rowsPerIncident, unreadable, dataCut }: IncidentSurvey): string =>
  `${number(rows)} rows of ${number(rowsPerIncident.size)} incidents, ${number(unreadable.length)} rows unreadable, data cut ${dataCut ?? 'none'}`;

const number = (value: number): string => value.toLocaleString('en');
