import type { Database } from '@amends/eventing';
import type { FileConsumer } from '../file/file.consumer.js';

/** Every read model, with the class that all its versions share. */
export interface Models {
  readonly file: FileConsumer;
}

/** All versions of each read model that this process keeps. */
export type Registered = { readonly [Name in keyof Models]: readonly Models[Name][] };

/**
 * Says which version of a read model answers. A new version is a consumer of its own that replays from the beginning beside the
 * old one, and takes over once no partition is read further by the old one; it never goes back.
 */
export class ReadModels {
  private readonly settled = new Map<keyof Models, Models[keyof Models]>();

  constructor(
    private readonly database: Database,
    private readonly registered: Registered,
  ) {}

  /** The version that answers now. */
  async serving<Name extends keyof Models>(name: Name): Promise<Models[Name]> {
    const settled = this.settled.get(name);
    if (settled) return settled;
    const versions = [...this.registered[name]].sort((a, b) => b.version - a.version);
    const version = await this.settle(name, versions);
    // During a roll-out another process may serve a version that this one does not have yet.
    const serving = versions.find((one) => one.version <= version) ?? versions.at(-1)!;
    if (serving === versions[0]) this.settled.set(name, serving);
    return serving;
  }

  private async settle(name: keyof Models, newestFirst: readonly Models[keyof Models][]): Promise<number> {
    const former = await this.servingVersion(name, newestFirst.at(-1)!.version);
    for (const { version } of newestFirst) {
      if (version <= former) break;
      if (await this.takeOver(name, former, version)) return version;
    }
    return former;
  }

  private async servingVersion(name: string, first: number): Promise<number> {
    const { schema, pool } = this.database;
    await pool.query(`insert into ${schema}.read_models (name, serving_version) values ($1, $2) on conflict do nothing`, [name, first]);
    const { rows } = await pool.query<{ version: number }>(`select serving_version as version from ${schema}.read_models where name = $1`, [name]);
    return rows[0]!.version;
  }

  /** Only positions in the present generation of clusters count: an older one will never move again. */
  private async takeOver(name: string, former: number, version: number): Promise<boolean> {
    const { schema, pool } = this.database;
    const { rowCount } = await pool.query(
      `update ${schema}.read_models set serving_version = $3 where name = $1 and serving_version = $2 and not exists (
         select from ${schema}.positions old join ${schema}.clusters c using (cluster_id, generation)
         where old.consumer = $4 and c.generation = (select max(generation) from ${schema}.clusters) and not exists (
           select from ${schema}.positions new
           where new.consumer = $5 and new.cluster_id = old.cluster_id and new.generation = old.generation
             and new.topic = old.topic and new.partition = old.partition and new.next_offset >= old.next_offset))`,
      [name, former, version, `${name}@${former}`, `${name}@${version}`],
    );
    return rowCount === 1;
  }
}
