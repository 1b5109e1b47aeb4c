import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { AmendsRequest } from '../context/caller.js';
import { idsOf } from '../logging/ids-of.js';
import { problemOf, unexpected } from './problem-of.js';
import type { Problem } from './problem.js';

/** Answers every error as `application/problem+json`; what is no known problem is a bug and goes into the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<AmendsRequest>(), http.getResponse<FastifyReply>());
  }

  /** The same for errors outside of Nest's handlers. */
  answer(error: unknown, request: AmendsRequest, reply: FastifyReply): void {
    const problem = problemOf(error) ?? this.bug(error, request);
    if (request.amends) request.amends.problem = problem.code;
    if (reply.sent) return;
    send(problem, reply);
  }

  private bug(error: unknown, request: AmendsRequest): Problem {
    this.log.error({ err: error, request: request.id, route: request.routeOptions?.url, ids: idsOf(request) }, 'unexpected error');
    return unexpected();
  }
}

function send(problem: Problem, reply: FastifyReply): void {
  if (problem.details.retryAfter !== undefined) reply.header('retry-after', problem.details.retryAfter);
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="amends"');
  // As text: Fastify then neither looks for a serialiser nor runs the hooks for payloads of handlers.
  reply.status(problem.status).header('content-type', 'application/problem+json').send(JSON.stringify(problem.toBody()));
}
