import type { FastifyRequest } from 'fastify';
import { isUuid } from '../requests/rules.js';

/** The ids in a request's path, such as the complaint's; a parameter that is no UUID may be anything and stays out of the log. */
export function idsOf({ params }: FastifyRequest): Readonly<Record<string, string>> | undefined {
  const ids = Object.entries((params ?? {}) as Record<string, string>).filter(([, value]) => isUuid(value));
  return ids.length > 0 ? Object.fromEntries(ids) : undefined;
}
