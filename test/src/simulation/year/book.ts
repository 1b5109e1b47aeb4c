import { definitionOf, type LogName, type RecordedEvent } from '@amends/contracts';
import type { LogRow } from '../../support/log-rows.js';
import type { Story } from '../checks/story.js';

/** Something to be recorded. */
export interface ToRecord {
  readonly type: string;
  readonly data: object;
  readonly round: number;
  readonly id?: string | undefined;
  readonly causation?: string | null | undefined;
  readonly by: 'agent' | 'system';
}

/** All logs in memory: what every service recorded of each complaint, in the order of time. */
export class Book {
  private readonly rows = new Map<string, LogRow[]>();
  private readonly versions = new Map<string, number>();
  private micros = 0;
  private serial = 0;

  /** Records an event at an instant, in milliseconds; of two of one instant the second is later. */
  record(source: LogName, subject: string, now: number, { type, data, round, id, causation = null, by }: ToRecord): RecordedEvent {
    const { stream: streamKind, version: schemaVersion } = definitionOf(type)!;
    const stream = `${source}/${streamKind}`;
    const version = this.versionOf(stream, subject) + 1;
    this.versions.set(`${stream} ${subject}`, version);
    this.micros = Math.max(this.micros + 1, now * 1000);
    this.serial += 1;
    const recordedAt = `${new Date(Math.floor(this.micros / 1000)).toISOString().slice(0, -1)}${String(this.micros % 1000).padStart(3, '0')}Z`;
    const occurredAt = new Date(now).toISOString();
    const event: RecordedEvent = {
      id: id ?? `00000000-0000-7000-8000-${String(this.serial).padStart(12, '0')}`, type, data, round, origin: 'live', occurredAt, recordedAt, source, streamKind, subject, version, schemaVersion,
      actor: { id: 'somebody', role: by, unit: 'hotline' }, causation, correlation: subject, traceparent: null,
    };
    this.write(stream, event);
    return event;
  }

  versionOf(stream: string, subject: string): number {
    return this.versions.get(`${stream} ${subject}`) ?? 0;
  }

  stories(): readonly Story[] {
    return [...this.rows].map(([complaint, events]) => ({ complaint, events }));
  }

  private write(stream: string, { source, subject, version, type, id, data, occurredAt, round, actor, origin, causation, correlation, traceparent, recordedAt }: RecordedEvent): void {
    const row: LogRow = {
      source, position: this.serial, stream, subject, version, type, id, data: data as Record<string, unknown>, sealed: null, recordedAt,
      metadata: { occurredAt, round, actor, origin, causation, correlation, traceparent },
    };
    const rows = this.rows.get(subject);
    if (rows) rows.push(row);
    else this.rows.set(subject, [row]);
  }
}
