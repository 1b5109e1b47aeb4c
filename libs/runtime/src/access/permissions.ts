import type { Role } from './staff.js';

const handlers: readonly Role[] = ['agent', 'supervisor'];
const superiors: readonly Role[] = ['supervisor'];
const readers: readonly Role[] = ['agent', 'supervisor', 'administrator'];
const importers: readonly Role[] = ['importer'];
const operators: readonly Role[] = ['administrator', 'operator'];

/** Who may do what: every route of every service stands here, and nowhere else. A route that is missing stops the start. */
export const PERMISSIONS = {
  'intake.register-customer': handlers,
  'intake.revise-customer': handlers,
  'intake.merge-customers': handlers,
  'intake.unmerge-customers': handlers,
  'intake.erase-customer': ['privacy-officer'],
  'intake.erase-complaint': ['privacy-officer'],
  'intake.read-customer-history': ['agent', 'supervisor', 'privacy-officer'],
  'intake.read-customer': ['agent', 'supervisor', 'privacy-officer'],
  'intake.find-customers': ['agent', 'supervisor', 'privacy-officer'],
  'intake.register-complaint': handlers,
  'intake.end-contact': handlers,
  'intake.acknowledge': handlers,
  'intake.record-statement': handlers,
  'intake.classify': handlers,
  'intake.read-back': handlers,
  'intake.ask-cause': handlers,
  'intake.name-cause': handlers,
  'intake.promise-time': handlers,
  'intake.revise-promise': handlers,
  'intake.keep-promise': handlers,
  'intake.report-hostility': handlers,
  'intake.redirect': handlers,
  'intake.withdraw': handlers,
  'intake.link-duplicate': handlers,
  'intake.unlink': handlers,
  'intake.receive-message': handlers,
  'intake.send-message': handlers,
  'intake.add-note': handlers,
  'intake.coach': handlers,
  'intake.attach': handlers,
  'intake.read-file': handlers,
  'intake.read-words': handlers,
  'intake.import': importers,

  'resolution.assign': handlers,
  'resolution.hand-over': handlers,
  'resolution.accept-hand-over': handlers,
  'resolution.await-customer': handlers,
  'resolution.record-answer': handlers,
  'resolution.resolve': handlers,
  'resolution.decline-hand-over': handlers,
  'resolution.propose-solution': handlers,
  'resolution.accept-solution': handlers,
  'resolution.refuse-solution': handlers,
  'resolution.hear-counter-proposal': handlers,
  'resolution.answer-counter-proposal': handlers,
  'resolution.request-approval': handlers,
  'resolution.approve': ['supervisor'],
  'resolution.deny': ['supervisor'],
  'resolution.carry-out': handlers,
  'resolution.open-review': ['supervisor'],
  'resolution.decide-improvement': ['supervisor'],
  'resolution.complete-improvement': handlers,
  'resolution.verify-improvement': ['supervisor'],
  'resolution.read-words': handlers,
  'resolution.import': importers,

  'follow-up.schedule-call': handlers,
  'follow-up.record-call': handlers,
  'follow-up.confirm-satisfaction': handlers,
  'follow-up.report-dissatisfaction': handlers,
  'follow-up.reopen': handlers,
  'follow-up.audit-satisfaction': handlers,
  'follow-up.import': importers,
  'follow-up.tell-activity': importers,

  'escalation.read-obligations': readers,
  'escalation.read-inbox': ['supervisor', 'administrator'],
  'escalation.watch-inbox': ['supervisor', 'administrator'],
  'escalation.inform-superior': handlers,
  'escalation.acknowledge': superiors,
  'escalation.advise': superiors,
  'escalation.take-over': superiors,
  'escalation.step-down': superiors,
  'escalation.waive': superiors,
  'escalation.extend': superiors,
  'escalation.read-policy': readers,
  'escalation.add-policy-pack': ['administrator'],
  'escalation.put-policy-in-force': ['administrator'],
  'escalation.dry-run-policy': ['administrator'],
  'escalation.override-calendar': ['administrator'],
  'escalation.repin': ['supervisor', 'administrator'],
  'escalation.repin-many': ['administrator'],
  'escalation.read-superiors': ['supervisor', 'administrator'],
  'escalation.change-superiors': ['administrator'],

  'insight.read-complaint': [...readers, 'analyst', 'privacy-officer'],
  'insight.read-timeline': [...readers, 'analyst', 'privacy-officer'],
  'insight.search': [...readers, 'analyst'],
  'insight.count-complaints': readers,
  'insight.read-scorecard': [...readers, 'analyst'],
  'insight.read-next': [...readers, 'analyst'],
  'insight.my-duties': readers,
  'insight.watch-complaint': readers,
  'insight.watch-duties': readers,
  'insight.scorecard': ['supervisor', 'analyst', 'administrator'],
  'insight.report': ['supervisor', 'analyst', 'administrator', 'importer'],

  'operations.list-quarantine': operators,
  'operations.show-quarantined': operators,
  'operations.redrive': operators,
  'operations.set-aside': operators,
} as const satisfies Record<string, readonly Role[]>;

/** The name of a route in the permission table: `<service>.<command or read>`. */
export type RouteName = keyof typeof PERMISSIONS;

/** The only routes that need no token, by method and path. */
export const PUBLIC_ROUTES: ReadonlySet<string> = new Set([
  'GET /health/live',
  'GET /health/ready',
  'GET /health/lag',
  'GET /metrics',
  'GET /docs/:service',
  'GET /docs/:service/openapi.json',
  'GET /docs/assets/:file',
]);

/** The roles that may use a route. */
export const rolesFor = (route: RouteName): readonly Role[] => PERMISSIONS[route];
