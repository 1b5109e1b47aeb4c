import { decodeJwt } from 'jose';
import type { AmendsRequest } from '../context/caller.js';

/** When the token of a request that was let in ends, in milliseconds since 1970: an answer that goes on for hours must not outlive it. */
export const tokenEnds = ({ headers }: Pick<AmendsRequest, 'headers'>): number => (decodeJwt(headers.authorization!.slice(7).trim()).exp ?? 0) * 1000;
