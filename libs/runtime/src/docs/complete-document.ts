import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['post']>;
type Parameter = Extract<NonNullable<Operation['parameters']>[number], { name: string }>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const SEEN: Parameter = {
  name: 'Amends-Seen',
  in: 'header',
  required: false,
  description: 'The Amends-Seen headers of earlier answers: this request waits until they are known here',
  schema: { type: 'string' },
};

const ROUND: Parameter = {
  name: 'Amends-Round',
  in: 'header',
  required: false,
  description: 'The round of the complaint that this is meant for: in another one it is refused (409 <service>.stale-round) with what happened since',
  schema: { type: 'integer', minimum: 1, maximum: 99999 },
};

const JUDGED_ON: Parameter = {
  name: 'Amends-Judged-On',
  in: 'header',
  required: false,
  description:
    'The versions of the file that a judgement was made on, as Amends-Seen writes them: when the file has moved on, the judgement is refused (409 <service>.file-moved-on) with what happened since; commands that judge nothing only wait for them',
  schema: { type: 'string' },
};

const IDEMPOTENCY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A fresh UUID for a new request, the same again when it is repeated: the first answer is returned, nothing happens twice',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    remedy: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'message', 'remedy'], properties: { field: { type: 'string' }, message: { type: 'string' }, remedy: { type: 'string' } } },
    },
    since: {
      type: 'array',
      items: {
        type: 'object',
        required: ['source', 'type', 'version', 'recordedAt'],
        properties: { source: { type: 'string' }, type: { type: 'string' }, version: { type: 'integer' }, recordedAt: { type: 'string', format: 'date-time' } },
      },
    },
  },
};

/** The document of one service: only its routes, with the path ids, headers and problems that every route has. Pure. */
export function completed(document: OpenAPIObject, service: string): OpenAPIObject {
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith(`/api/${service}/`));
  return {
    ...document,
    paths: Object.fromEntries(paths.map(([path, item]) => [path, withAllOperations(path, item)])),
    components: { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } } as NonNullable<OpenAPIObject['components']>,
  };
}

function withAllOperations(path: string, item: PathItem): PathItem {
  const operations = METHODS.flatMap((method) => (item[method] ? [[method, withCommonParts(path, method, item[method])] as const] : []));
  return { ...item, ...Object.fromEntries(operations) };
}

function withCommonParts(path: string, method: string, operation: Operation): Operation {
  const given = (operation.parameters ?? []) as Parameter[];
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).filter((name) => !given.some((one) => one.in === 'path' && one.name === name));
  return {
    ...operation,
    parameters: [...ids.map(pathId), ...given, ...(method === 'get' ? [SEEN] : [IDEMPOTENCY, SEEN, ROUND, JUDGED_ON])],
    responses: { ...operation.responses, default: { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } } },
  };
}

const pathId = (name: string): Parameter => ({ name, in: 'path', required: true, schema: { type: 'string', format: 'uuid' } });
