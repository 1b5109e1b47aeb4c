import type { Channel } from '@amends/contracts';
import { incidentRounds, meaningOf, type StateMeaning } from './incident-rounds.js';
import type { IncidentPriority, IncidentRow } from './incident-row.js';
import type { IncidentHistory, IncidentStep, IncidentWarning, IncidentWarningCode } from './incident-step.js';
import { withResolution } from './incident-resolution.js';

/**
 * What happened to one complaint, from the rows of its incident in order of time. Pure. A row tells only the state after
 * an update, so the first one registers and assigns whatever its state is. Throws a RangeError without rows.
 */
export function incidentSteps(rows: readonly IncidentRow[]): IncidentHistory {
  const { rounds, skippedAfterClosed } = incidentRounds(rows);
  if (!rounds[0]) throw new RangeError('an incident has at least one row');
  const teller = new Teller(rounds[0][0]!);
  const told = rounds.map((round) => teller.round(round));
  const steps = withResolution(told, rounds, teller.warnings);
  return { steps, skippedAfterClosed, warnings: teller.warnings };
}

/** What a step of a kind says beyond key, line and time. */
type Details<K extends IncidentStep['kind']> = Omit<Extract<IncidentStep, { kind: K }>, 'kind' | 'key' | 'line' | 'at'>;

/** Follows the rows and remembers what was known last, so that only changes become steps. */
class Teller {
  readonly warnings: IncidentWarning[] = [];
  private steps: IncidentStep[] = [];
  private meaning: StateMeaning = 'in-hand';
  private unit: string | null = null;
  private priority: IncidentPriority | null = null;

  constructor(private readonly first: IncidentRow) {
    const { closedAt, openedAt } = first;
    if (closedAt !== null && closedAt < openedAt) this.warn('closed-before-opened', first);
  }

  round(rows: readonly IncidentRow[]): IncidentStep[] {
    this.steps = [];
    for (const row of rows) this.row(row, row === rows[0]);
    return this.steps;
  }

  private row(row: IncidentRow, startsRound: boolean): void {
    if (row.updatedAt < this.first.openedAt) this.warn('updated-before-opened', row);
    if (row === this.first) this.register(row);
    else if (startsRound) this.reopen(row);
    else if (this.leavesWaiting(row)) this.add('record-answer', row, {});
    this.classify(row);
    this.assign(row);
    this.enter(row);
  }

  private register(row: IncidentRow): void {
    const { caller } = row;
    this.add('register', row, { channel: channelOf(row.contactType), caller, categoryPath: categoryPath(row) });
    // Its key names the opening, not the row: were the first row unreadable and repaired later, it would register twice.
    const registered = this.steps[0]!;
    registered.key = '1/register';
    registered.at = isoInstant(row.openedAt);
  }

  private reopen(row: IncidentRow): void {
    // Waiting ends with its round; a row that waits again starts anew.
    if (this.meaning === 'waiting') this.add('record-answer', row, {});
    this.meaning = 'in-hand';
    this.add('reopen', row, {});
  }

  private classify(row: IncidentRow): void {
    const { priority } = row;
    if (priority === null || priority === this.priority) return;
    this.priority = priority;
    this.add('classify', row, { priority, severity: priority <= 2 ? 'major' : 'minor', category: categoryPath(row) });
  }

  /** From nobody to somebody is an assignment, for nobody handed it over; from one to another is a hand-over. */
  private assign(row: IncidentRow): void {
    const { group } = row;
    if (row !== this.first && (group === null || group === this.unit)) return;
    if (this.unit === null || group === null) this.add('assign', row, { unit: group });
    else this.add('hand-over', row, { unit: group });
    this.unit = group;
  }

  private enter(row: IncidentRow): void {
    const meaning = meaningOf(row.state);
    if (meaning === 'unknown') return this.warn('unknown-state', row);
    if (meaning === this.meaning) return;
    this.meaning = meaning;
    if (meaning === 'waiting') this.add('await-customer', row, {});
    if (meaning === 'resolved') this.add('resolve', row, {});
    if (meaning === 'closed') this.add('close', row, {});
  }

  private leavesWaiting(row: IncidentRow): boolean {
    const meaning = meaningOf(row.state);
    return this.meaning === 'waiting' && meaning !== 'waiting' && meaning !== 'unknown';
  }

  private add<K extends IncidentStep['kind']>(kind: K, row: IncidentRow, details: Details<K>): void {
    const at = isoInstant(Math.max(row.updatedAt, this.first.openedAt));
    this.steps.push({ kind, key: `${row.ordinal}/${kind}`, line: row.line, at, ...details } as unknown as IncidentStep);
  }

  private warn(code: IncidentWarningCode, { line }: IncidentRow): void {
    this.warnings.push({ code, line });
  }
}

function categoryPath({ category, subcategory }: IncidentRow): string[] {
  return [category, subcategory].filter((name) => name !== null);
}

function channelOf(contactType: string | null): Channel {
  switch (contactType?.toLowerCase()) {
    case 'phone':
    case 'ivr':
      return 'phone';
    case 'email':
    case 'e-mail':
      return 'e-mail';
    case 'self service':
    case 'self-service':
    case 'web':
      return 'web';
    case 'chat':
      return 'chat';
    default:
      return 'other';
  }
}

function isoInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
