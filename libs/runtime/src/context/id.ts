import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { invalidRequest } from '../problem/problem.js';
import { isUuid, uuidRule } from '../requests/rules.js';

/** Parameter decorator: the UUID in the path, `:id` unless another name is given; 400 when it is none. */
export const Id = createParamDecorator((name: string | undefined, context: ExecutionContext) => {
  const field = name ?? 'id';
  const value = (context.switchToHttp().getRequest<FastifyRequest>().params as Record<string, string>)[field];
  if (isUuid(value)) return value;
  throw invalidRequest([{ field, message: uuidRule.message, remedy: uuidRule.remedy }]);
});
