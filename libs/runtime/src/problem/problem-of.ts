import { Refusal } from '@amends/decider';
import { isOutOfReach, KeyReused, LostRace, MovedOn, Unknown } from '@amends/eventing';
import { Erased } from '@amends/vault';
import { UnknownUnit } from '../company.js';
import { databaseOutOfReach, idempotencyMismatch, Problem, unknown } from './problem.js';

/** The problem that an error amounts to; `undefined`: a bug. Pure. */
export function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return ofRefusal(error);
  if (error instanceof Unknown) return unknown(`request.unknown-${error.what}`, error.what);
  if (error instanceof LostRace) return ofLostRace();
  if (error instanceof KeyReused) return idempotencyMismatch();
  if (error instanceof Erased) return ofErased();
  if (error instanceof UnknownUnit) return ofUnknownUnit(error);
  if (!(error instanceof Error)) return undefined;
  return ofFastify(error) ?? ofHttp(error) ?? (isOutOfReach(error) ? databaseOutOfReach(error) : undefined);
}

/** What a bug is answered with: nothing of its inside. */
export const unexpected = (): Problem =>
  new Problem(500, 'unexpected', 'Something went wrong here', {
    detail: 'this is a fault of Amends; it is in the log under the id of this request (header Amends-Request)',
    remedy: 'try again with the same Idempotency-Key; tell the operator the id of the request when it happens again',
  });

const ofRefusal = (refusal: Refusal): Problem =>
  new Problem(409, refusal.code, 'Not possible now', {
    detail: refusal.message,
    remedy: refusal.remedy ?? 'look at the complaint as it is now and decide again',
    ...(refusal instanceof MovedOn ? { since: refusal.since } : {}),
  });

const ofLostRace = (): Problem =>
  new Problem(409, 'request.lost-race', 'Others were faster', {
    detail: 'others changed the same complaint at the same moment, three times in a row',
    remedy: 'send the same request again',
    retryAfter: 1,
  });

const ofErased = (): Problem =>
  new Problem(409, 'customer.erased', 'The personal data of this customer is erased', {
    detail: 'nothing personal of an erased customer can be read or written',
    remedy: 'register the person as a new customer if they contact you again',
  });

const ofUnknownUnit = (error: UnknownUnit): Problem =>
  new Problem(400, 'company.unknown-unit', 'There is no such unit', {
    detail: error.message,
    remedy: 'use the id of a unit from the company file',
  });

const FASTIFY: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: tooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: mediaType,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => malformed('the body is not as long as Content-Length says'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => malformed('the body is empty'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => malformed('the body is not JSON'),
  FST_ERR_BAD_URL: () => malformed('the address is not well-formed'),
};

/** 415. */
export function mediaType(): Problem {
  return new Problem(415, 'request.media-type', 'Only JSON is understood', { remedy: 'send the body as JSON with the header Content-Type: application/json' });
}

/** 413. */
export function tooLarge(): Problem {
  return new Problem(413, 'request.too-large', 'The request is too large', {
    remedy: 'send less at once: text fields hold up to 64 KiB, files 10 MiB; long histories go through the import routes in parts',
  });
}

/** 400 for a request that cannot even be read. */
export function malformed(detail: string): Problem {
  return new Problem(400, 'request.malformed', 'The request cannot be read', {
    detail,
    remedy: 'send one JSON object, UTF-8, that matches the API description under /docs',
  });
}

const ofFastify = (error: Error): Problem | undefined => FASTIFY[(error as { code?: string }).code ?? '']?.();

/** Nest's own exceptions (unknown route, forbidden) and everything else that carries a status below 500. */
function ofHttp(error: Error): Problem | undefined {
  const status = statusOf(error);
  // Nest passes on what Fastify says of a body with its status only.
  if (status === 400) return malformed('the address, the headers or the body are not well-formed');
  if (status === 413) return tooLarge();
  if (status === 415) return mediaType();
  if (status === 404) {
    return new Problem(404, 'request.unknown-route', 'There is no such address', { remedy: 'see /docs for the addresses and methods there are' });
  }
  if (status === undefined || status < 400 || status >= 500) return undefined;
  return new Problem(status, `request.status-${status}`, 'The request cannot be answered', { remedy: 'see /docs for what can be asked' });
}

function statusOf(error: Error): number | undefined {
  const { getStatus, statusCode } = error as { getStatus?: () => number; statusCode?: number };
  return typeof getStatus === 'function' ? getStatus.call(error) : statusCode;
}
