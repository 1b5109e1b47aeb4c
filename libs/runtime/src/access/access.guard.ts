import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Clock } from '@amends/eventing';
import type { AmendsRequest } from '../context/caller.js';
import { Company, UnknownUnit } from '../company.js';
import { Problem } from '../problem/problem.js';
import { PERMIT, type Permitted } from './permit.js';
import { rolesFor } from './permissions.js';
import { scopeFor } from './scope.js';
import type { Role, Staff } from './staff.js';
import { Tokens, unauthorised } from './tokens.js';

/** What the table says of a handler. */
type Rule = 'public' | ReadonlySet<Role>;

/** Lets a request through when its token's role may use the route; leaves who asks with the request. */
@Injectable()
export class Access implements CanActivate {
  private readonly rules = new WeakMap<Function, Rule>();

  constructor(
    private readonly tokens: Tokens,
    private readonly company: Company,
    private readonly clock: Clock,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.ruleOf(context);
    if (rule === 'public') return true;
    const request = context.switchToHttp().getRequest<AmendsRequest>();
    const bearer = bearerOf(request.headers.authorization);
    const trusted = this.tokens.trust(bearer);
    if (trusted) return this.admit(request, trusted, rule);
    return this.tokens.verify(bearer).then((staff) => this.admit(request, staff, rule));
  }

  private admit(request: AmendsRequest, staff: Staff, rule: ReadonlySet<Role>): true {
    if (!rule.has(staff.role)) throw notPermitted(staff, rule);
    request.amends.caller = { staff, scope: scopeFor(staff, this.unitsOf(staff)), now: new Date(this.clock.now()).toISOString() };
    return true;
  }

  private unitsOf({ unit }: Staff): readonly string[] {
    try {
      return this.company.scopeOf(unit);
    } catch (error) {
      if (!(error instanceof UnknownUnit)) throw error;
      throw new Problem(403, 'access.unknown-unit', 'Your unit is not known', {
        detail: 'your token names a unit that the company file does not have',
        remedy: 'ask an administrator to add the unit or to correct your account, then sign in again',
      });
    }
  }

  private ruleOf(context: ExecutionContext): Rule {
    const handler = context.getHandler();
    let rule = this.rules.get(handler);
    if (!rule) {
      const permit = (Reflect.getMetadata(PERMIT, handler) ?? Reflect.getMetadata(PERMIT, context.getClass())) as Permitted | undefined;
      // Nobody may use what the table does not list; the start refuses such a route, so this is a second wall.
      rule = permit === 'public' ? permit : new Set(permit === undefined ? [] : rolesFor(permit));
      this.rules.set(handler, rule);
    }
    return rule;
  }
}

function bearerOf(authorization: string | undefined): string {
  if (!authorization) throw unauthorised('token.missing', 'the request carries no token');
  if (authorization.length > 8192 || !/^bearer /i.test(authorization)) throw unauthorised('token.malformed', 'the Authorization header is not `Bearer <token>`');
  return authorization.slice(7).trim();
}

const notPermitted = ({ role }: Staff, rule: ReadonlySet<Role>): Problem =>
  new Problem(403, 'access.not-permitted', 'Not permitted', {
    detail: `the role ${role} may not do this`,
    remedy: rule.size === 0 ? 'nobody may use this route yet' : `ask somebody with the role ${[...rule].join(' or ')}`,
  });
