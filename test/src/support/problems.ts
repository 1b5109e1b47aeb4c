import type { Answer } from './client.js';

/** A problem as it must look. */
export interface ProblemAnswer {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string; readonly remedy: string }[];
}

/** What is wrong with an answer that should be a clear refusal; undefined when it is one. */
export function notARefusal(answer: Answer<unknown>, field?: string): string | undefined {
  const { status, headers, body } = answer as Answer<ProblemAnswer>;
  if (status < 400 || status >= 500) return `status ${status}`;
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return `content type ${headers.get('content-type')}`;
  if (body.status !== status || !body.title || body.type !== `urn:amends:problem:${body.code}`) return `problem ${answer.text}`;
  if (!body.remedy && !body.errors) return `no remedy in ${answer.text}`;
  if ((body.errors ?? []).some((error) => !error.field || !error.message || !error.remedy)) return `an error without field, message or remedy in ${answer.text}`;
  if (field !== undefined && !body.errors?.some((error) => names(error.field, field))) return `nothing said about ${field} in ${answer.text.slice(0, 300)}`;
  return undefined;
}

/** Whether an error is about a field: by its name, by that of something in it, or, for an item of a list, by the list's. */
const names = (said: string, field: string): boolean => said === field || said.startsWith(`${field}.`) || said.startsWith(`${field}[`) || said === field.replace(/\[\d+\]$/, '');
