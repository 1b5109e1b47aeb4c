/** What to do after an answer: take its results, send the same again later, get a new token, send it in smaller parts, or give up. */
export type Verdict = 'taken' | 'later' | 'new-token' | 'in-parts' | 'refused';

const VERDICTS: Readonly<Record<number, Verdict>> = { 400: 'in-parts', 401: 'new-token', 408: 'later', 413: 'in-parts', 422: 'in-parts', 429: 'later' };

/** What a status of a bulk request means. A 500 counts as passing: it is what a service says while its database goes down. Pure. */
export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return 'taken';
  return VERDICTS[status] ?? (status >= 500 ? 'later' : 'refused');
}

/**
 * Whether a refused segment may go through later. Rules have dotted codes (`resolution.nothing-offered`) and refuse for good;
 * `behind` and names of errors (a lost race, a connection that broke) pass.
 */
export const mayPass = (code: string): boolean => !code.includes('.');
