import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Database } from '../database.js';

/** So many rows are held in memory at a time. */
const PAGE = 2000;
/** So many findings at most are told; after that the log is broken enough. */
const TOLD = 100;

/** A row, or the place of a missing one, where the chain does not hold. */
export interface BrokenLink {
  readonly position: string;
  /** `<stream kind>/<stream id>@<version>`, as far as it can be told. */
  readonly event: string;
  /** What is wrong with it. */
  readonly finding: 'changed' | 'missing' | 'out of order';
}

interface Row {
  position: string;
  event: string;
  version: number;
  content: Buffer;
  hash: Buffer;
  predecessor: Buffer | null;
}

/**
 * Recomputes a log's hash chain: every stored hash must be the sha256 of its stream predecessor's hash and of the row; positions and
 * versions must have no gap up to the head. An edit, a removal or a reorder shows. (Cutting off the newest events together with the
 * head, or recomputing every hash after an edit, shows only beside a copy: the topics hold one.) `onProgress` hears the position.
 */
export async function verifyChain(
  database: Database,
  onProgress?: (position: bigint) => void,
): Promise<{ readonly checked: number; readonly broken: readonly BrokenLink[] }> {
  const client = await database.pool.connect();
  try {
    // One snapshot: what is appended meanwhile is left for the next time.
    await client.query('begin isolation level repeatable read read only');
    return await verify(client, database.schema, onProgress);
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

async function verify(client: pg.ClientBase, schema: string, onProgress: ((position: bigint) => void) | undefined) {
  const broken: BrokenLink[] = [];
  const tell = (link: BrokenLink): void => void (broken.length < TOLD && broken.push(link));
  let checked = 0;
  let last = 0n;
  for (;;) {
    const { rows } = await client.query<Row>(pageOf(schema), [String(last), PAGE]);
    if (rows.length === 0) break;
    for (const row of rows) {
      const position = BigInt(row.position);
      if (position !== last + 1n) tell({ position: String(last + 1n), event: 'unknown', finding: 'missing' });
      const finding = findingOf(row);
      if (finding) tell({ position: row.position, event: row.event, finding });
      last = position;
    }
    checked += rows.length;
    onProgress?.(last);
  }
  const { rows } = await client.query<{ position: string }>(`select position from ${schema}.log_head`);
  if (last !== BigInt(rows[0]?.position ?? -1)) tell({ position: String(last + 1n), event: 'unknown', finding: 'missing' });
  return { checked, broken };
}

function findingOf({ version, content, hash, predecessor }: Row): BrokenLink['finding'] | undefined {
  if (version > 1 && predecessor === null) return 'out of order';
  const expected = createHash('sha256').update(predecessor ?? '').update(content).digest();
  return expected.equals(hash) ? undefined : 'changed';
}

/** The content is composed as `append_batch` composes it. */
const pageOf = (schema: string): string => `
  select e.position, e.stream_kind || '/' || e.stream_id || '@' || e.version as event, e.version, e.hash, p.hash as predecessor,
    convert_to(concat_ws(E'\\x1f', e.position, e.stream_kind, e.stream_id, e.version, e.type, e.schema_version, e.event_id, e.data, e.sealed,
      e.metadata, (extract(epoch from e.recorded_at) * 1000000)::bigint), 'UTF8') as content
  from ${schema}.events e
  left join ${schema}.events p on p.stream_id = e.stream_id and p.stream_kind = e.stream_kind and p.version = e.version - 1
  where e.position > $1 order by e.position limit $2`;
