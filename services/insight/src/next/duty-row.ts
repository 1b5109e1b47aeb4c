import { definitionOf, type LogName, type Status } from '@amends/contracts';
import { isVisible, type Caller, type Whereabouts } from '@amends/runtime';
import { utcSql } from '../file/instants.js';
import type { Owner } from '../file/complaint-file.js';
import type { FileTables } from '../file/file-tables.js';
import { obligationNow } from '../obligations/owed-by.js';
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
  /** Everybody who has owned the complaint. */
  readonly owners: readonly Owner[] | null;
}

/** Obligations `o` of complaints `c` that meet a condition, the next due first. */
export const dutiesSql = (tables: FileTables, condition: string, limit: number): string =>
  dutyRowsSql(tables, `select o.* from ${tables.obligations} o join ${tables.complaints} c using (complaint) where o.kind is not null and c.reference is not null and ${condition}
      order by o.due_at, o.obligation limit ${limit}`);

/** Rows of obligations that were chosen before, so that files and causes are read only for those. */
export function dutyRowsSql({ complaints, timeline }: FileTables, chosen: string): string {
  return `select ${obligationNow()}, o.changed_in::text as "changedIn", c.reference, c.status, c.severity, c.grave, c.tier, c.file ->> 'language' as language,
      c.owner_unit as "ownerUnit", c.received_by as "receivedBy", c.offered_to as "offeredTo", c.file -> 'owners' as owners, t.type as "causeType", t.source as "causeSource", t.version as "causeVersion", ${utcSql('t.occurred_at')} as "causeAt"
    from (${chosen}) o
    join ${complaints} c using (complaint)
    left join lateral (select type, source, version, occurred_at from ${timeline} t where t.complaint = o.complaint and t.event_id = o.caused_by limit 1) t on true
    order by o.due_at, o.obligation`;
}

/** Whether somebody has to do it: it is owed by them, or by their role in their units and by nobody in particular. */
export const isMine = (caller: Asker, row: DutyRow): boolean => isVisible(caller.scope, row) && isOwedBy(caller, row);

/** Whether somebody had to do it while the complaint was another's. */
export function wasMine(caller: Asker, row: DutyRow): boolean {
  if (row.named) return false;
  const owners = [...(row.owners ?? []), { unit: row.receivedBy, staff: null }];
  return owners.some(({ unit, staff }) => isOwedBy(caller, { owedRole: row.owedRole, owedUnit: unit ?? row.receivedBy, owedStaff: row.owedRole === 'agent' ? staff : null }));
}

type Asker = Pick<Caller, 'staff' | 'scope'>;

function isOwedBy({ staff, scope }: Asker, { owedStaff, owedRole, owedUnit }: Pick<DutyRow, 'owedStaff' | 'owedRole' | 'owedUnit'>): boolean {
  if (owedStaff !== null) return owedStaff === staff.id;
  return owedRole === staff.role && (owedUnit === null || scope.kind === 'company' || scope.units.includes(owedUnit));
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
