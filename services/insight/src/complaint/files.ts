import { isVisible, unknown, type Scope } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ComplaintRow, FileEntities } from '../file/file-entities.js';
import { ReadModels } from '../models/read-models.js';
import { complaintKeyOf } from './complaint-key.js';

/** Finds the file of one complaint. */
@Injectable()
export class Files {
  constructor(
    private readonly models: ReadModels,
    private readonly dataSource: DataSource,
  ) {}

  /** The file of an id or spoken reference, with the tables it came from; 404 also for one that is not the reader's to see. */
  async find(said: string, scope: Scope): Promise<{ readonly found: ComplaintRow; readonly entities: FileEntities }> {
    const key = complaintKeyOf(said);
    const { entities } = await this.models.serving('file');
    const found = await this.dataSource.getRepository<ComplaintRow>(entities.complaint).findOneBy(key);
    if (!found?.file.known.registered || !isVisible(scope, { ...found, told: found.file.known.told })) throw unknown('insight.unknown-complaint', 'complaint');
    return { found, entities };
  }
}
