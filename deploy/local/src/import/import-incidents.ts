import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkpoint } from './checkpoint.js';
import { endHistory } from './end-history.js';
import { HistoryClient, type Destination } from './history-client.js';
import { ImportFailure } from './import-failure.js';
import { ImportTally, type ImportSummary } from './import-tally.js';
import { incidentSteps, readIncidents, surveyIncidents, type IncidentSurvey } from './incidents/index.js';
import { Pace } from './pace.js';
import { patiently } from './patiently.js';
import { PastComplaint } from './past-complaint.js';
import { Sender } from './sender.js';
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
  /** The file was looked through; so many readable rows are to come, so many were through before. */
  surveyed(survey: IncidentSurvey, rows: { total: number; before: number }): void;
  /** So many rows are through. */
  rows(through: number): void;
  /** Everything is in the logs; so many events are not in the report yet. */
  settling(events: number): void;
}

const CHECKPOINT_MS = 1_000;
/** When nothing goes through for so long, nothing will: a restarted service is back in seconds. */
const STALLED_MS = 5 * 60_000;

/** Imports an incident log: returns when the report is complete. Throws UnreadableIncidentFile and ImportFailure. */
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

class IncidentImport {
  private readonly tally: ImportTally;
  private readonly pace: Pace;
  private readonly sender: Sender;
  private readonly ended = new AbortController();
  private rowsThrough = 0;

  constructor(
    private readonly options: ImportOptions,
    private readonly progress: ImportProgress,
    private readonly client: HistoryClient,
    private readonly checkpoint: Checkpoint,
  ) {
    this.tally = new ImportTally(options.source, checkpoint.kept.completed);
    this.pace = new Pace(() => client.lag(), () => this.sender.wake());
    this.sender = new Sender(client, options.source, { done: (one) => this.done(one), refused: (one) => this.tally.refused(one) }, this.pace);
  }

  async run(): Promise<ImportSummary> {
    const { file, zone, folder } = this.options;
    const survey = await this.tally.timed('survey', surveyIncidents(file, { zone }));
    const list = await writeUnreadable(join(folder, `${this.checkpoint.name}.unreadable.csv`), survey.unreadable);
    this.tally.surveyed(survey, list);
    await this.tally.timed('send', this.send(survey));
    await this.tally.timed('settle', this.settle());
    const summary = this.tally.summary(this.checkpoint.kept.events, this.pace.pausedMs);
    if (summary.refused.length === 0) await this.checkpoint.finish(await patiently(() => intakeHead(this.client), this.options.signal), summary);
    return summary;
  }

  private async send(survey: IncidentSurvey): Promise<void> {
    const { signal } = this.options;
    const stop = () => this.sender.fail(stopped());
    signal.addEventListener('abort', stop, { once: true });
    const watching = [this.pace.watch(this.ended.signal), this.watch(this.ended.signal)];
    try {
      if (signal.aborted) stop();
      await this.sendAll(survey);
      await this.sender.allArrived();
    } finally {
      signal.removeEventListener('abort', stop);
      this.ended.abort();
      await Promise.all(watching);
      await this.save();
    }
  }

  private async sendAll(survey: IncidentSurvey): Promise<void> {
    const { file, source } = this.options;
    const before = this.checkpoint.kept.completed;
    let ordinal = 0;
    for await (const { number, rows } of readIncidents(file, survey)) {
      const history = incidentSteps(rows);
      this.tally.incident(rows.length, history);
      // What is through stays through; its rows are read all the same, because they tell how far the import is.
      if (ordinal < before) this.rowsThrough += rows.length;
      if (ordinal === before) this.progress.surveyed(survey, { total: survey.rows - survey.unreadable.length, before: this.rowsThrough });
      if (ordinal >= before) await this.sender.add(new PastComplaint(source, number, history.steps, { ordinal, rows: rows.length }));
      ordinal++;
    }
  }

  private done(complaint: PastComplaint): void {
    const { ordinal, rows } = complaint.place;
    this.checkpoint.done(ordinal, complaint.events);
    this.rowsThrough += rows;
    this.progress.rows(this.rowsThrough);
  }

  /** Writes how far it is, and notices when it is not getting any further. */
  private async watch(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(CHECKPOINT_MS, undefined, { signal }).catch(() => undefined);
      await this.save();
      if (Date.now() - this.sender.lastAcceptedAt < STALLED_MS) continue;
      const reason = this.pace.isOpen ? this.sender.trouble : 'the consumers do not get on';
      return this.sender.fail(new ImportFailure(`Nothing went through for ${STALLED_MS / 60_000} minutes: ${reason}`, 'Look what is wrong (npx amends status), and give the same command again: it goes on where it was.'));
    }
  }

  /** A head that can't be asked for now is asked for in a second; the checkpoint then stays as it was. */
  private async save(): Promise<void> {
    const head = await intakeHead(this.client).catch(() => undefined);
    if (head !== undefined) await this.checkpoint.save(head);
  }

  private async settle(): Promise<void> {
    await endHistory(this.client, this.tally.ending(), this.options.signal);
    await settled(() => this.client.lag(), this.options.signal, (events) => this.progress.settling(events));
  }
}

const stopped = (): ImportFailure => new ImportFailure('The import was stopped.', 'The same command goes on where it was.');

async function intakeHead(client: HistoryClient): Promise<bigint> {
  const services = await client.lag();
  return BigInt(services.find(({ service }) => service === 'intake')?.log?.head ?? 0);
}
