import { zoneOf, type Scope } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Files } from '../complaint/files.js';
import type { TimelineRow } from '../file/file-entities.js';
import { Causes } from './causes.js';
import type { TimelineAnswer } from './timeline-answer.js';
import { PAGE, type TimelineRequest } from './timeline.requests.js';

/** Reads what all services said of a complaint, in the order of recordedAt: a cause always stands before its effect. */
@Injectable()
export class Timeline {
  constructor(
    private readonly files: Files,
    private readonly causes: Causes,
    private readonly dataSource: DataSource,
  ) {}

  async read(said: string, { after, limit = PAGE, zone }: TimelineRequest, scope: Scope): Promise<TimelineAnswer> {
    const inZone = zoneOf(zone);
    const { found, entities } = await this.files.find(said, scope);
    const { complaint } = found;
    const rows = await this.entries(entities.entry, complaint, after, limit + 1);
    const page = rows.slice(0, limit);
    return { complaint, entries: await this.causes.entriesOf(page, inZone), next: rows.length > limit ? page.at(-1)!.eventId : null };
  }

  private entries(entry: new () => TimelineRow, complaint: string, after: string | undefined, limit: number): Promise<TimelineRow[]> {
    const repository = this.dataSource.getRepository(entry);
    const query = repository.createQueryBuilder('entry').where('entry.complaint = :complaint', { complaint });
    if (after !== undefined) {
      const position = `select last.recorded_at, last.event_id from ${repository.metadata.tablePath} last where last.complaint = :complaint and last.event_id = :after`;
      query.andWhere(`(entry.recorded_at, entry.event_id) > (${position})`, { after });
    }
    return query.orderBy('entry.recorded_at').addOrderBy('entry.event_id').limit(limit).getMany();
  }
}
