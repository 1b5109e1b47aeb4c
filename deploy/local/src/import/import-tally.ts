import type { IncidentHistory, IncidentSurvey, IncidentWarningCode, UnreadableRow } from './incidents/index.js';
import { INCIDENT_WARNINGS } from './incidents/index.js';
import type { RefusedComplaint } from './sender.js';

/** Which part of an import took how long. */
export type ImportPhase = 'survey' | 'send' | 'settle';

/** What an import did, for people and machines. */
export interface ImportSummary {
  source: string;
  incidents: number;
  /** Incidents that were through before, when a stopped import went on. */
  incidentsBefore: number;
  rows: number;
  /** Events in the logs that these rows led to, however often they were imported. */
  events: number;
  dataCut: string | null;
  seconds: Record<ImportPhase | 'total' | 'paused', number>;
  rowsPerSecond: number;
  unreadable: UnreadableRow[];
  /** The file that lists all unreadable rows; null when there are none. */
  unreadableList: string | null;
  skippedAfterClosed: number;
  warnings: { code: IncidentWarningCode; count: number; meaning: string }[];
  refused: RefusedComplaint[];
  alreadyImported: boolean;
}

/** Counts what an import meets. */
export class ImportTally {
  private readonly seconds = { survey: 0, send: 0, settle: 0 };
  private readonly warnings = new Map<IncidentWarningCode, number>();
  private readonly refusedOnes: RefusedComplaint[] = [];
  private survey: IncidentSurvey | undefined;
  private unreadableList: string | null = null;
  private incidents = 0;
  private rows = 0;
  private skippedAfterClosed = 0;

  constructor(
    private readonly source: string,
    private readonly incidentsBefore: number,
  ) {}

  async timed<T>(phase: ImportPhase, work: Promise<T>): Promise<T> {
    const since = performance.now();
    const result = await work;
    this.seconds[phase] = (performance.now() - since) / 1000;
    return result;
  }

  surveyed(survey: IncidentSurvey, unreadableList: string | null): void {
    this.survey = survey;
    this.unreadableList = unreadableList;
  }

  incident(rows: number, { skippedAfterClosed, warnings }: IncidentHistory): void {
    this.incidents++;
    this.rows += rows;
    this.skippedAfterClosed += skippedAfterClosed;
    for (const { code } of warnings) this.warnings.set(code, (this.warnings.get(code) ?? 0) + 1);
  }

  refused(complaint: RefusedComplaint): void {
    this.refusedOnes.push(complaint);
  }

  /** What the end of the history says; undefined when the file has no readable row, for then nothing is known of any time. */
  ending(): { source: string; dataCut: string; complaints: number; unreadableRows: number; complete: boolean } | undefined {
    const { dataCut, unreadable } = this.survey!;
    if (dataCut === null) return undefined;
    return { source: this.source, dataCut, complaints: this.incidents, unreadableRows: unreadable.length, complete: this.refusedOnes.length === 0 };
  }

  summary(events: number, pausedMs: number): ImportSummary {
    const { survey, send, settle } = this.seconds;
    const total = survey + send + settle;
    return {
      source: this.source,
      incidents: this.incidents,
      incidentsBefore: this.incidentsBefore,
      rows: this.rows,
      events,
      dataCut: this.survey!.dataCut,
      seconds: { survey, send, settle, paused: pausedMs / 1000, total },
      rowsPerSecond: Math.round(this.rows / total),
      unreadable: this.survey!.unreadable,
      unreadableList: this.unreadableList,
      skippedAfterClosed: this.skippedAfterClosed,
      warnings: [...this.warnings].map(([code, count]) => ({ code, count, meaning: INCIDENT_WARNINGS[code] })),
      refused: this.refusedOnes,
      alreadyImported: false,
    };
  }
}
