import type { AmendsRequest } from '../context/caller.js';
import { invalidRequest } from '../problem/problem.js';

/** The position of the last message that a client heard, when it comes back. */
export const lastEventId = ({ headers }: Pick<AmendsRequest, 'headers'>): string | undefined => {
  const said = headers['last-event-id'];
  return typeof said === 'string' && said !== '' ? said : undefined;
};

/** 400: `Last-Event-ID` is none of ours. */
export const badPosition = (): Error =>
  invalidRequest([{ field: 'Last-Event-ID', message: 'is not a position of this stream', remedy: 'send the id of the last message that this stream told you, or leave the header out to begin now' }]);
