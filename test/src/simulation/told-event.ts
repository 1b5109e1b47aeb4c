import type { LogName } from '@amends/contracts';

/** An event as it lies in a topic, as far as the simulated people read it. */
export interface ToldEvent {
  readonly id: string;
  readonly source: LogName;
  /** `complaint`, `obligations` or `customer`. */
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly type: string;
  readonly round: number;
  readonly data: Readonly<Record<string, unknown>>;
}

const SUBJECT = /^([a-z]+)\/(.+)$/;

/** Reads an event from its headers and value. */
export function toldBy(headers: Readonly<Record<string, string>>, value: string): ToldEvent {
  const [, kind = '', subject = ''] = SUBJECT.exec(headers['ce_subject'] ?? '') ?? [];
  return {
    id: headers['ce_id']!, source: headers['ce_source']!.split('/').at(-1) as LogName, kind, subject, version: Number(headers['ce_version']), type: headers['ce_type']!,
    round: Number(headers['ce_round']), data: JSON.parse(value) as Record<string, unknown>,
  };
}
