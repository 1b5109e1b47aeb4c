import { definitionOf, type LogName, type Status } from '@amends/contracts';
import { isVisible, type Caller, type Whereabouts } from '@amends/runtime';
import { utcSql } from '../file/instants.js';
import type { FileTables } from '../file/file.sql.js';
import { obligationSelect } from '../obligations/obligation-select.js';
import type { Obligation } from '../obligations/obligation-patch.js';
import { sayOf } from '../principles/texts.js';
import type { DutyAnswer } from './duty-answer.js';

/** An obligation with what its complaint is, and the fact that caused it. */
export interface DutyRow extends Obligation, Whereabouts {
  readonly reference: string;
  readonly status: Status;
  readonly severity: DutyAnswer['severity'];
  readonly grave: DutyAnswer['grave'];
  readonly tier: DutyAnswer['tier'];
  readonly language: string | null;
  readonly causeType: string | null;
  readonly causeSource: LogName | null;
  readonly causeVersion: number | null;
  readonly causeAt: string | null;
  /** The transaction that changed it last. */
  readonly changedIn: string;
}

/** Obligations `o` of complaints `c` that meet a condition, chosen and ordered first, so that causes are looked up only for those. */
export function dutiesSql({ obligations, complaints, timeline }: FileTables, condition: string, limit: number): string {
  return `select ${obligationSelect('o')}, o.changed_in::text as "changedIn", c.reference, c.status, c.severity, c.grave, c.tier, c.file ->> 'language' as language,
      c.owner_unit as "ownerUnit", c.received_by as "receivedBy", t.type as "causeType", t.source as "causeSource", t.version as "causeVersion", ${utcSql('t.occurred_at')} as "causeAt"
    from (select o.* from ${obligations} o join ${complaints} c using (complaint) where o.kind is not null and c.reference is not null and ${condition}
      order by o.due_at, o.obligation limit ${limit}) o
    join ${complaints} c using (complaint)
    left join lateral (select type, source, version, occurred_at from ${timeline} t where t.complaint = o.complaint and t.event_id = o.caused_by limit 1) t on true
    order by o.due_at, o.obligation`;
}

/** Whether somebody has to do it: it is owed by them, or by their role in their units and by nobody in particular. */
export function isMine({ staff, scope }: Pick<Caller, 'staff' | 'scope'>, row: DutyRow): boolean {
  if (!isVisible(scope, row)) return false;
  if (row.owedStaff !== null) return row.owedStaff === staff.id;
  return row.owedRole === staff.role && (row.owedUnit === null || scope.kind === 'company' || scope.units.includes(row.owedUnit));
}

/** What is told of it at an instant. */
export const dutyOf = (row: DutyRow, now: string): DutyAnswer => ({
  obligationId: row.obligation, complaint: row.complaint, reference: row.reference, kind: row.kind, principle: row.principle, round: row.round, state: row.state,
  paused: row.paused, dueAt: row.dueAt, overdue: row.state === 'missed' || (row.state === 'open' && !row.paused && row.dueAt <= now), blocksClosing: row.blocksClosing,
  owedBy: { role: row.owedRole, unit: row.owedUnit, staff: row.owedStaff }, allowance: row.allowance, because: causeOf(row), say: sayOf(row.kind), language: row.language,
  status: row.status, severity: row.severity, grave: row.grave, tier: row.tier, ownerUnit: row.ownerUnit,
});

function causeOf({ causedBy, causeType, causeSource, causeVersion, causeAt }: DutyRow): DutyAnswer['because'] {
  if (causeType === null) return null;
  return { eventId: causedBy, type: causeType, meaning: definitionOf(causeType)?.meaning ?? causeType, source: causeSource!, version: causeVersion!, occurredAt: causeAt! };
}
