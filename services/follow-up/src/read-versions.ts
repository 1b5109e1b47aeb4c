import { SERVICES } from '@amends/contracts';
import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import type { Versions } from './uphold.js';

/** How far follow-up has read what other services said of a complaint. */
@Injectable()
export class ReadVersions {
  constructor(private readonly database: Database) {}

  /** The newest version read of each service's stream about the complaint itself; what is owed stands in another stream. */
  async of(complaint: string): Promise<Versions> {
    const { rows } = await this.database.pool.query<{ versions: Record<string, number> }>({
      name: 'follow-up-read-versions',
      text: `select versions from ${this.database.schema}.handled where consumer = 'known' and subject = $1`,
      values: [complaint],
    });
    const read = rows[0]?.versions ?? {};
    return Object.fromEntries(SERVICES.map((source) => [source, read[`${source}/complaint`] ?? 0]));
  }
}
