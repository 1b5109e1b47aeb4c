import type { Channel, Severity } from '@amends/contracts';
import type { IncidentPriority } from './incident-row.js';

interface Step {
  /** `<ordinal of the row in its incident>/<kind>`: the same in every import, so that importing twice adds nothing. */
  key: string;
  /** The line of the file that says so. */
  line: number;
  /** When it happened: an ISO instant with milliseconds and Z. */
  at: string;
}

/** One thing that happened to a complaint, as the log tells it. */
export type IncidentStep = Step &
  (
    | { kind: 'register'; channel: Channel; caller: string | null; categoryPath: string[]; /** The customer's own id, where it is known. */ customerId?: string }
    | { kind: 'classify'; priority: IncidentPriority; severity: Severity; category: string[] }
    | { kind: 'assign'; unit: string | null }
    | { kind: 'hand-over'; unit: string }
    | { kind: 'await-customer' }
    | { kind: 'record-answer' }
    | { kind: 'resolve' }
    | { kind: 'reopen' }
    | { kind: 'close' }
  );

/** What is odd about an incident; its steps are right all the same, as the code's story says. */
export interface IncidentWarning {
  code: IncidentWarningCode;
  line: number;
}

/** The oddities that are known, each with what was done about it. */
export const INCIDENT_WARNINGS = {
  'updated-before-opened': 'the row is older than the opening; it counts as of the opening',
  'resolved-before-opened': 'resolved before it was opened; it counts as resolved at the opening',
  'closed-before-opened': 'closed_at lies before opened_at; closing counts as of the row that says Closed',
  'closed-without-resolution': 'closed although nothing says that it was resolved; not taken as a closing',
  'reopened-without-resolution': 'reopened although nothing says that it was resolved in that round',
  'unknown-state': 'the state has no name; it changes nothing',
} as const;

/** The code of an oddity. */
export type IncidentWarningCode = keyof typeof INCIDENT_WARNINGS;

/** A complaint's history as one incident's rows tell it. */
export interface IncidentHistory {
  /** In the order in which they happened, except that a resolution keeps the time that the file gives it. */
  steps: IncidentStep[];
  /** Rows behind a closing that no reopening follows: automatic writes, not history. */
  skippedAfterClosed: number;
  warnings: IncidentWarning[];
}
