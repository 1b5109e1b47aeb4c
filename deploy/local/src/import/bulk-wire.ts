import type { ObligationKind } from '@amends/contracts';
import type { Answer } from './history-client.js';
import type { Mark, PastComplaint } from './past-complaint.js';
import type { HistoryService } from './segments.js';

/** What a service says of one item of a bulk request. */
export type Result = { complaint: string; seen: Mark[] } | { complaint: string; refused: { code: string; detail: string } };

/** A source by the name under which the report knows it, with the obligation kinds that it can show; others are never owed by its complaints. */
export interface PastSource {
  readonly name: string;
  readonly records: readonly ObligationKind[];
}

/** A bulk request's body. */
export function bodyOf(service: HistoryService, { name, records }: PastSource, batch: readonly PastComplaint[]): string {
  const items = batch.map((one) => one.item()).join(',');
  return service === 'intake' ? `{"source":${JSON.stringify(name)},"records":${JSON.stringify(records)},"items":[${items}]}` : `{"items":[${items}]}`;
}

interface Problem {
  title?: string;
  detail?: string;
  code?: string;
  errors?: { field: string; message: string }[];
}

/** An answer that is a problem (RFC 9457), in one sentence. */
export function problemOf({ status, body }: Answer): { code: string; detail: string } {
  const { code = `status-${status}`, detail, title, errors = [] } = (body ?? {}) as Problem;
  const fields = errors.slice(0, 3).map(({ field, message }) => `${field} ${message}`);
  return { code, detail: [`${status}`, detail ?? title ?? '', ...fields].filter((part) => part !== '').join(' ') };
}
