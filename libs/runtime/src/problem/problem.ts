import type { EventSince } from '@amends/eventing';

/** What is wrong with one field, and what to do about it. */
export interface FieldError {
  /** Path in the request: `contact.startedAt`, `items[3].words`. */
  readonly field: string;
  readonly message: string;
  readonly remedy: string;
}

/** What a problem may say besides its status, code and title. */
export interface ProblemDetails {
  /** One sentence about this occurrence; never repeats text of the request. */
  readonly detail?: string;
  /** What whoever asked can do next. */
  readonly remedy?: string;
  readonly errors?: readonly FieldError[];
  /** What happened to the complaint since it was looked at. */
  readonly since?: readonly EventSince[];
  /** Seconds after which the same request may succeed. */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** An answer that is not what was asked for: RFC 9457 problem details with a stable code. Thrown anywhere below a route. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    /** Stable and dotted: `request.invalid`, `intake.unknown-complaint`. */
    readonly code: string,
    readonly title: string,
    readonly details: ProblemDetails = {},
  ) {
    super(details.detail ?? title, details.cause === undefined ? undefined : { cause: details.cause });
  }

  /** The body of the answer. */
  toBody(): ProblemBody {
    const { detail, remedy, errors, since } = this.details;
    return {
      type: `urn:amends:problem:${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      ...(detail === undefined ? {} : { detail }),
      ...(remedy === undefined ? {} : { remedy }),
      ...(errors === undefined ? {} : { errors }),
      ...(since === undefined ? {} : { since }),
    };
  }
}

/** A problem as it travels, `application/problem+json`. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly errors?: readonly FieldError[];
  readonly since?: readonly EventSince[];
}

/** 400: fields of the request are wrong. */
export const invalidRequest = (errors: readonly FieldError[]): Problem =>
  new Problem(400, 'request.invalid', 'The request is not valid', {
    detail: errors.length === 1 ? `${errors[0]!.field}: ${errors[0]!.message}` : `${errors.length} fields are not valid`,
    remedy: 'correct the fields that `errors` names and send the request again',
    errors,
  });

/** 404: there is no such thing here, or not for this reader. */
export const unknown = (code: string, what: string, remedy = 'check the id; something that was just made can be found by sending the Amends-Seen header of the answer that made it'): Problem =>
  new Problem(404, code, 'Not found', { detail: `there is no ${what} with this id`, remedy });

/** 422: the Idempotency-Key came before with another request. */
export const idempotencyMismatch = (): Problem =>
  new Problem(422, 'request.idempotency-mismatch', 'The Idempotency-Key was used for another request', {
    detail: 'this key came before with another method, path or body',
    remedy: 'make a new key for a new request; repeat a request unchanged to get its first answer again',
  });

/** 503: the service has not heard yet of what the request says was seen. */
export const behind = (service: string): Problem =>
  new Problem(503, `${service}.behind`, 'Not caught up yet', {
    detail: `${service} has not yet read what the Amends-Seen header names`,
    remedy: 'send the same request again after a second',
    retryAfter: 1,
  });

/** 503: an event that the request builds on is parked until an operator looks at it. */
export const quarantined = (service: string): Problem =>
  new Problem(503, `${service}.quarantined`, 'Waiting for an operator', {
    detail: `${service} could not handle an event that the Amends-Seen header names; it is kept in quarantine`,
    remedy: 'an operator must redrive it (GET /api/<service>/quarantine); try again later',
    retryAfter: 60,
  });

/** 503: PostgreSQL does not answer. */
export const databaseOutOfReach = (cause: unknown): Problem =>
  new Problem(503, 'database.out-of-reach', 'The database does not answer', {
    detail: 'nothing was changed unless an earlier answer said so',
    remedy: 'send the same request again, with the same Idempotency-Key, after a second',
    retryAfter: 1,
    cause,
  });

/** 429: more commands are in hand than can be answered soon. */
export const overloaded = (): Problem =>
  new Problem(429, 'request.overloaded', 'Too much at once', {
    detail: 'so many requests are in hand that this one was not begun',
    remedy: 'send the same request again after a second, with the same Idempotency-Key',
    retryAfter: 1,
  });
