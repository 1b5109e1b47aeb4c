import { controllersOf, permissionGaps, PERMISSIONS, PUBLIC_ROUTES, refuseGaps, ROLES, routesOf } from '@amends/runtime';
import { DEFINITIONS } from '../support/routes.js';

describe('the role × route table', () => {
  const routes = DEFINITIONS.flatMap(({ module }) => controllersOf(module)).flatMap(routesOf);

  it('has a row for every route of every service, and no row without a route', () => {
    expect(permissionGaps(routes, [...DEFINITIONS.map(({ name }) => name), 'operations'])).toEqual([]);
    expect(() => refuseGaps(DEFINITIONS)).not.toThrow();
  });

  it('is about routes, not about an empty list', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(new Set(routes.map(({ permit }) => permit)).size).toBe(Object.keys(PERMISSIONS).length);
  });

  it('names only roles that there are, and lets nobody do everything', () => {
    const rows = Object.values(PERMISSIONS) as readonly (readonly string[])[];
    for (const roles of rows) expect(roles.filter((role) => !(ROLES as readonly string[]).includes(role))).toEqual([]);
    for (const role of ROLES) expect(rows.some((roles) => !roles.includes(role))).toBe(true);
  });

  it('lets nothing under /api be public', () => {
    expect([...PUBLIC_ROUTES].filter((route) => route.includes('/api'))).toEqual([]);
  });

  it('keeps customers in clear from analysts, importers and operators', () => {
    for (const row of ['intake.read-customer', 'intake.find-customers', 'intake.read-words', 'intake.read-file'] as const) {
      expect((PERMISSIONS[row] as readonly string[]).filter((role) => ['analyst', 'importer', 'operator', 'administrator'].includes(role))).toEqual([]);
    }
  });
});
