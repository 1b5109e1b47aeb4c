import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { hash, randomUUID } from 'node:crypto';
import type { CommandContext } from '@amends/eventing';
import type { Scope } from '../access/scope.js';
import { unauthorised } from '../access/tokens.js';
import { invalidRequest } from '../problem/problem.js';
import type { AmendsRequest, Caller } from './caller.js';

/** Parameter decorator: the CommandContext of this request. */
export const Context = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  commandContextOf(context.switchToHttp().getRequest<AmendsRequest>()),
);

/** Parameter decorator: who asks, with the scope for reads. */
export const Asking = createParamDecorator((_data: unknown, context: ExecutionContext) =>
  callerOf(context.switchToHttp().getRequest<AmendsRequest>()),
);

/** Who asks, what for, and under which keys: from token and headers. Throws a 400 problem for malformed headers. */
export function commandContextOf(request: AmendsRequest): CommandContext {
  const { staff, scope, now } = callerOf(request);
  const key = idempotencyKey(header(request, 'idempotency-key'));
  return {
    actor: staff,
    scope: unitsOf(scope),
    correlation: correlationOf(request),
    causation: null,
    traceparent: traceparentOf(header(request, 'traceparent')),
    now,
    ...judgingOf(request),
    ...(key === undefined ? {} : { idempotency: { key: `${staff.id}:${key}`, fingerprint: fingerprint(request) } }),
  };
}

/** The units of a scope, undefined for the whole company. */
export const unitsOf = (scope: Scope): readonly string[] | undefined => (scope.kind === 'company' ? undefined : scope.units);

/** What whoever asks had before them; nothing where they did not say. */
function judgingOf(request: AmendsRequest): Pick<CommandContext, 'judging'> {
  const round = roundOf(header(request, 'amends-round'));
  const { judgedOn } = request.amends;
  if (round === undefined && judgedOn === undefined) return {};
  return { judging: { ...(round === undefined ? {} : { round }), ...(judgedOn === undefined ? {} : { on: judgedOn }) } };
}

function roundOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/.test(value)) return Number(value);
  throw invalidRequest([
    { field: 'Amends-Round', message: 'must be the number of a round', remedy: 'send the round of the complaint that you looked at, 1 or greater, or leave the header out' },
  ]);
}

function callerOf(request: AmendsRequest): Caller {
  const { caller } = request.amends;
  if (!caller) throw unauthorised('token.missing', 'this needs a token');
  return caller;
}

function header({ headers }: AmendsRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** 1 to 255 printable ASCII characters; anything else is refused, because a client would believe itself safe. */
export function idempotencyKey(value: string | undefined): string | undefined {
  if (value === undefined || /^[\x20-\x7e]{1,255}$/.test(value)) return value;
  throw invalidRequest([
    { field: 'Idempotency-Key', message: 'must be 1 to 255 printable ASCII characters', remedy: 'send a fresh UUID for each new request, the same one when you repeat it' },
  ]);
}

/** SHA-256 of method, path and body as they came: another request under the same key is recognised. */
function fingerprint({ method, url, amends }: AmendsRequest): string {
  const line = `${method} ${url}\n`;
  return amends.rawBody ? hash('sha256', Buffer.concat([Buffer.from(line), amends.rawBody]), 'base64url') : hash('sha256', line, 'base64url');
}

function correlationOf(request: AmendsRequest): string {
  const value = header(request, 'amends-correlation');
  if (value === undefined) return request.id;
  if (/^[\w.:-]{1,64}$/.test(value)) return value;
  throw invalidRequest([
    { field: 'Amends-Correlation', message: 'must be 1 to 64 letters, digits, "-", "_", "." or ":"', remedy: 'send a UUID, or leave the header out' },
  ]);
}

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The W3C trace context of the request; a malformed or missing one starts a new, unsampled trace, as the standard says. */
export function traceparentOf(value: string | undefined): string {
  if (value !== undefined && TRACEPARENT.test(value)) return value;
  // From UUIDs, because Node draws their randomness for many at once: 0.8 µs instead of 2.5.
  return `00-${hexOf(randomUUID())}-${hexOf(randomUUID()).slice(16)}-00`;
}
