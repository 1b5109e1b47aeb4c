import { Controller, Get, Module, Post } from '@nestjs/common';
import { controllersOf, permissionGaps, routesOf } from './permission-gaps.js';
import { PERMISSIONS, PUBLIC_ROUTES } from './permissions.js';
import { Permit } from './permit.js';
import { ROLES } from './staff.js';

@Controller('api/intake/complaints')
class Complaints {
  @Post(':id/acknowledge')
  @Permit('intake.acknowledge')
  acknowledge(): void {}

  @Get()
  unguarded(): void {}

  notARoute(): void {}
}

@Controller()
class Health {
  @Get('health/live')
  @Permit('public')
  live(): void {}

  @Get('secrets')
  @Permit('public')
  secrets(): void {}
}

@Module({ controllers: [Health] })
class Shared {}
@Module({ imports: [Shared, { module: Shared, controllers: [Complaints] }] })
class Service {}

const table = { permissions: { 'intake.acknowledge': ['agent'] }, publicRoutes: PUBLIC_ROUTES };

describe('routes and the permission table', () => {
  it('finds the routes of a controller and the controllers of a module', () => {
    expect(routesOf(Complaints).map(({ route, permit }) => [route, permit])).toEqual([
      ['POST /api/intake/complaints/:id/acknowledge', 'intake.acknowledge'],
      ['GET /api/intake/complaints', undefined],
    ]);
    expect(controllersOf(Service)).toEqual([Health, Complaints]);
  });

  it('has a gap for a route without a permit, with an unknown one, or public without being listed', () => {
    const gaps = permissionGaps([...routesOf(Complaints), ...routesOf(Health)], ['intake'], table);
    expect(gaps).toEqual([
      expect.stringMatching(/GET \/api\/intake\/complaints \(Complaints\.unguarded\) carries no @Permit/),
      expect.stringMatching(/GET \/secrets .*PUBLIC_ROUTES does not list it/),
    ]);
    const unknown = [{ route: 'GET /api/intake/x', handler: 'X.x', permit: 'intake.x' }];
    expect(permissionGaps(unknown, [], table)).toEqual([expect.stringContaining('not in the permission table')]);
  });

  it('has a gap for a row without a route, of the services that are loaded', () => {
    expect(permissionGaps([], ['intake'], table)).toEqual([expect.stringContaining('intake.acknowledge stands in the permission table')]);
    expect(permissionGaps([], ['resolution'], table)).toEqual([]);
  });

  it("has a gap for a route of one service under another one's address", () => {
    const strayed = [{ route: 'POST /api/resolution/x', handler: 'X.x', permit: 'intake.acknowledge' }];
    expect(permissionGaps(strayed, ['intake'], table)).toEqual([expect.stringContaining('does not lie under /api/intake/')]);
  });

  it('gives every row at least one role, and only roles that exist', () => {
    for (const roles of Object.values(PERMISSIONS)) {
      expect(roles.length).toBeGreaterThan(0);
      for (const role of roles) expect(ROLES).toContain(role);
    }
  });

  it('lets analysts read figures and files without names, and nothing else', () => {
    const rows = Object.entries(PERMISSIONS).filter(([, roles]) => (roles as readonly string[]).includes('analyst')).map(([row]) => row);
    expect(rows.every((row) => row.startsWith('insight.'))).toBe(true);
  });
});
