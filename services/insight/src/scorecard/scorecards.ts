import { Database } from '@amends/eventing';
import type { Caller, Scope } from '@amends/runtime';
import { Injectable } from '@nestjs/common';
import { Files } from '../complaint/files.js';
import type { FileTables } from '../file/file-tables.js';
import { later } from '../file/instants.js';
import { ReadModels } from '../models/read-models.js';
import { Obligations } from '../obligations/obligations.js';
import type { Obligation } from '../obligations/obligation-patch.js';
import { shownBy } from '../principles/principle-of.js';
import { principleName } from '../principles/texts.js';
import { proofsSql } from './proofs.sql.js';
import { SCORECARD_DEFINITION, type Proof, type ScorecardAnswer, type TotalsAnswer } from './scorecard-answer.js';
import type { TotalsRequest } from './scorecard.requests.js';
import { outcomeOf, scorecardOf } from './scorecard.js';
import { totalsOf } from './totals.js';
import { totalsSql, type TotalsRow } from './totals.sql.js';

/** Says which principles were met, of one complaint and in total. */
@Injectable()
export class Scorecards {
  constructor(
    private readonly files: Files,
    private readonly models: ReadModels,
    private readonly obligations: Obligations,
    private readonly database: Database,
  ) {}

  /** The scorecard of one complaint, each obligation with the events that prove it. */
  async ofComplaint(said: string, scope: Scope): Promise<ScorecardAnswer> {
    const { found } = await this.files.find(said, scope);
    const { tables } = await this.models.serving('file');
    const owed = await this.obligations.ofComplaint(found.complaint);
    const proofs = await this.proofs(tables, found.complaint, owed);
    return {
      complaint: found.complaint, reference: found.reference!, round: found.file.known.round, definition: SCORECARD_DEFINITION,
      principles: scorecardOf(owed, shownBy(found.file.records)).map(({ obligations, ...score }) => ({
        ...score, name: principleName(score.principle), obligations: obligations.map((one) => scoredOf(one, proofs)),
      })),
    };
  }

  /** Counts and shares over the complaints that the caller may see; analysts are not shown small cells. */
  async total(request: TotalsRequest, { scope, staff }: Caller): Promise<TotalsAnswer> {
    const { tables } = await this.models.serving('file');
    const { sql, values } = totalsSql(request, scope, tables);
    const { rows } = await this.database.pool.query<TotalsRow>(sql, [...values]);
    const dataCut = rows.reduce<string | null>((cut, { recordedAt }) => later(cut, recordedAt), null);
    return { by: request.by ?? null, ...totalsOf(rows, staff.role === 'analyst'), dataCut, definition: SCORECARD_DEFINITION };
  }

  private async proofs(tables: FileTables, complaint: string, owed: readonly Obligation[]): Promise<ReadonlyMap<string, Proof>> {
    const { sql, values } = proofsSql(tables, complaint, owed.flatMap(proofsOf).map(({ event }) => event));
    const { rows } = await this.database.pool.query<Proof>(sql, [...values]);
    return new Map(rows.map((proof) => [proof.eventId, proof]));
  }
}

type ScoredAnswer = ScorecardAnswer['principles'][number]['obligations'][number];

const scoredOf = (owed: Obligation, proofs: ReadonlyMap<string, Proof>): ScoredAnswer => ({
  obligationId: owed.obligation, kind: owed.kind, round: owed.round, outcome: outcomeOf(owed) ?? null, state: owed.state, dueAt: owed.dueAt, allowance: owed.allowance,
  proofs: proofsOf(owed).flatMap(({ what, event }) => (proofs.has(event) ? [{ ...proofs.get(event)!, what }] : [])),
});

/** The events that prove an obligation, in the order in which they usually happen. */
const proofsOf = ({ causedBy, incurredBy, missedBy, settledBy, endedBy }: Obligation): readonly { readonly what: Proof['what']; readonly event: string }[] =>
  ([['caused', causedBy], ['incurred', incurredBy], ['missed', missedBy], ['settled', settledBy], ['ended', endedBy]] as const).flatMap(([what, event]) => (event === null ? [] : [{ what, event }]));
