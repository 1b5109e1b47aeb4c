import type { Call, CycleJob } from './cycle-job.js';

/** A complaint on its way through its life cycle. */
export interface Made {
  readonly id: string;
  readonly reference: string;
}

/** One call over HTTP. */
export interface Route {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string;
}

/** What is resolved has one of so many causes. */
const CAUSES = 200;
const assigned = JSON.stringify({ unit: 'repairs' });
const resolved = (number: number): string => JSON.stringify({ how: 'certain-repair', cause: `cause-${number % CAUSES}` });

/** The same life cycle in the routes of either side; `number` tells one life cycle from the other. */
export const ROUTES: Record<CycleJob['routes'], (made: Made, registration: string, number: number) => Record<Call, Route>> = {
  amends: ({ id, reference }, registration, number) => ({
    create: { method: 'POST', path: '/api/intake/complaints', body: registration },
    assign: { method: 'POST', path: `/api/resolution/complaints/${id}/assign`, body: assigned },
    resolve: { method: 'POST', path: `/api/resolution/complaints/${id}/resolve`, body: resolved(number) },
    search: { method: 'GET', path: `/api/insight/complaints?q=${reference}`, body: '' },
  }),
  plain: ({ id, reference }, registration, number) => ({
    create: { method: 'POST', path: '/complaints', body: registration },
    assign: { method: 'POST', path: `/complaints/${id}/assign`, body: assigned },
    resolve: { method: 'POST', path: `/complaints/${id}/resolve`, body: resolved(number) },
    search: { method: 'GET', path: `/complaints?reference=${reference}`, body: '' },
  }),
};
