import { controllersOf, PERMISSIONS, routesOf, type RouteName, type ServiceDefinition } from '@amends/runtime';
import { escalation } from '@amends/escalation';
import { followUp } from '@amends/follow-up';
import { insight } from '@amends/insight';
import { intake } from '@amends/intake';
import { resolution } from '@amends/resolution';
import type { World } from './world.js';

/** Every service that Amends has. */
export const DEFINITIONS: readonly ServiceDefinition[] = [intake, resolution, escalation, followUp, insight];

/** A JSON Schema as OpenAPI writes it, references resolved. */
export interface BodySchema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly items?: BodySchema;
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly $ref?: string;
}

/** A route with what its document and the permission table say of it. */
export interface DocumentedRoute {
  readonly method: string;
  /** `/api/intake/complaints/{id}/acknowledge`. */
  readonly path: string;
  readonly permit: RouteName;
  readonly roles: readonly string[];
  /** Missing where no body is read. */
  readonly body?: BodySchema;
  /** Names in the query, by whether they must be given. */
  readonly query: Readonly<Record<string, boolean>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, BodySchema>> };
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: BodySchema }>> };
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
}

/** All routes of all services, from the OpenAPI documents that a world serves: a new route is here at once. */
export async function documentedRoutes(world: World): Promise<readonly DocumentedRoute[]> {
  const permits = permitsByRoute();
  const perService = await Promise.all(
    DEFINITIONS.map(async ({ name }) => {
      const { body } = await world.withToken(undefined).get<Document>(`/docs/${name}/openapi.json`);
      return Object.entries(body.paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => documented(path, method.toUpperCase(), operation, body, permits)));
    }),
  );
  return perService.flat();
}

function documented(path: string, method: string, operation: Operation, document: Document, permits: ReadonlyMap<string, RouteName>): DocumentedRoute {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const permit = permits.get(`${method} ${path}`);
  if (!permit) throw new Error(`${method} ${path} is documented and carries no @Permit`);
  const query = (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name, required }) => [name, required ?? false] as const);
  return { method, path, permit, roles: PERMISSIONS[permit], query: Object.fromEntries(query), ...(schema ? { body: resolved(schema, document) } : {}) };
}

function permitsByRoute(): ReadonlyMap<string, RouteName> {
  const routes = DEFINITIONS.flatMap(({ module }) => controllersOf(module)).flatMap(routesOf);
  return new Map(routes.filter(({ permit }) => permit && permit !== 'public').map(({ route, permit }) => [route.replace(/:(\w+)/g, '{$1}'), permit as RouteName]));
}

function resolved(schema: BodySchema, document: Document): BodySchema {
  if (schema.$ref) return resolved(document.components?.schemas?.[schema.$ref.split('/').at(-1)!] ?? {}, document);
  const properties = schema.properties && Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, resolved(one, document)]));
  return { ...schema, ...(properties ? { properties } : {}), ...(schema.items ? { items: resolved(schema.items, document) } : {}) };
}

/** The path with every parameter filled in; ids that are not given are ids of nothing. */
export const pathWith = (path: string, ids: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? (name === 'consumer' ? 'known' : name === 'message' ? '999999' : NOTHING));

/** The id of nothing. */
export const NOTHING = '0192a3b4-0000-7000-8000-00000000dead';
