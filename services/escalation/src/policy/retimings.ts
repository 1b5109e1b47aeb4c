import { Database } from '@amends/eventing';
import { Injectable } from '@nestjs/common';
import type { RetimingDecision } from './retiming.js';

/** How far the clocks that a decision concerns have been moved. */
export interface Retiming {
  readonly id: string;
  readonly decision: RetimingDecision;
  readonly decidedBy: string;
  readonly decidedAt: string;
  /** From when on it is done, because every replica knows of the decision then. */
  readonly beginsAt: string;
  readonly endedAt: string | null;
  /** Complaints and obligations that were moved so far. */
  readonly complaints: number;
  readonly obligations: number;
}

const SHOWN = 50;

/** The decisions because of which clocks are moved. */
@Injectable()
export class Retimings {
  constructor(private readonly database: Database) {}

  /** The newest, the last decision first. */
  async newest(): Promise<readonly Retiming[]> {
    const { rows } = await this.database.pool.query<Omit<Retiming, 'decidedAt' | 'beginsAt' | 'endedAt'> & { decidedAt: Date; beginsAt: Date; endedAt: Date | null }>(
      `select id, decision, decided_by->>'id' as "decidedBy", decided_at as "decidedAt", begins_at as "beginsAt", ended_at as "endedAt", complaints, obligations
       from escalation.retimings order by decided_at desc, id limit $1`,
      [SHOWN],
    );
    return rows.map((row) => ({ ...row, decidedAt: row.decidedAt.toISOString(), beginsAt: row.beginsAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null }));
  }
}
