import 'reflect-metadata';
import { RequestMethod, type Type } from '@nestjs/common';
import { PERMIT } from './permit.js';
import { PERMISSIONS, PUBLIC_ROUTES } from './permissions.js';

/** A route as its controller declares it. */
export interface DeclaredRoute {
  /** `POST /api/intake/complaints/:id/acknowledge`. */
  readonly route: string;
  /** `IntakeController.acknowledge`. */
  readonly handler: string;
  /** What `@Permit` says, undefined without it. */
  readonly permit: string | undefined;
}

interface Table {
  readonly permissions: Readonly<Record<string, readonly string[]>>;
  readonly publicRoutes: ReadonlySet<string>;
}

/**
 * What stands between the routes and the permission table, a sentence each; empty when they match. `services` are those
 * that the routes were collected from: rows of others need no route here. Pure.
 */
export function permissionGaps(
  routes: readonly DeclaredRoute[],
  services: readonly string[],
  { permissions, publicRoutes }: Table = { permissions: PERMISSIONS, publicRoutes: PUBLIC_ROUTES },
): readonly string[] {
  const used = new Set(routes.map((route) => route.permit));
  const idle = Object.keys(permissions).filter((row) => services.includes(row.slice(0, row.indexOf('.'))) && !used.has(row));
  return [
    ...routes.flatMap((route) => gapOf(route, permissions, publicRoutes)),
    ...idle.map((row) => `${row} stands in the permission table, but no route carries @Permit('${row}')`),
  ];
}

function gapOf({ route, handler, permit }: DeclaredRoute, permissions: Table['permissions'], publicRoutes: ReadonlySet<string>): string[] {
  if (permit === undefined) return [`${route} (${handler}) carries no @Permit: name its row of the permission table`];
  if (permit === 'public') {
    return publicRoutes.has(route) ? [] : [`${route} (${handler}) is @Permit('public'), but PUBLIC_ROUTES does not list it`];
  }
  if (!Object.hasOwn(permissions, permit)) return [`${route} (${handler}) is @Permit('${permit}'), which is not in the permission table`];
  const service = permit.slice(0, permit.indexOf('.'));
  const owned = service === 'operations' || route.includes(` /api/${service}/`);
  return owned ? [] : [`${route} (${handler}) is @Permit('${permit}'), but does not lie under /api/${service}/`];
}

/** All routes of a controller class, from Nest's metadata. */
export function routesOf(controller: Type<unknown>): readonly DeclaredRoute[] {
  const prefixes = pathsOf(controller);
  const names = Object.getOwnPropertyNames(controller.prototype).filter((name) => name !== 'constructor');
  return names.flatMap((name) => {
    const handler = (controller.prototype as Record<string, unknown>)[name];
    if (typeof handler !== 'function' || !Reflect.hasMetadata('path', handler)) return [];
    const method = RequestMethod[Reflect.getMetadata('method', handler) as RequestMethod];
    const permit = (Reflect.getMetadata(PERMIT, handler) ?? Reflect.getMetadata(PERMIT, controller)) as string | undefined;
    return prefixes.flatMap((prefix) =>
      pathsOf(handler).map((path) => ({ route: `${method} ${join(prefix, path)}`, handler: `${controller.name}.${name}`, permit })),
    );
  });
}

/** All controllers that a module and the modules it imports declare. */
export function controllersOf(module: unknown, seen = new Set<unknown>()): readonly Type<unknown>[] {
  const type = (module as { module?: Type<unknown> }).module ?? (module as Type<unknown>);
  const dynamic = (module as { controllers?: readonly Type<unknown>[]; imports?: readonly unknown[] }) ?? {};
  if (typeof type !== 'function' || seen.has(module)) return [];
  seen.add(module);
  const own = [...list(Reflect.getMetadata('controllers', type)), ...list(type === module ? [] : dynamic.controllers)] as Type<unknown>[];
  const imports = [...list(Reflect.getMetadata('imports', type)), ...list(type === module ? [] : dynamic.imports)];
  return [...new Set([...own, ...imports.flatMap((imported) => controllersOf(imported, seen))])];
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const pathsOf = (target: object): readonly string[] => [Reflect.getMetadata('path', target) as string | string[]].flat();
const join = (...parts: readonly string[]): string => `/${parts.flatMap((part) => part.split('/')).filter((part) => part !== '').join('/')}`;
