import { AComplaint, answering, at, DIRECTOR, ladder, LEAD, MANAGER, uuid } from '../testing/a-complaint.js';
import { PackBook } from '../policy/pack-book.js';
import { askForSuperior, stepDown } from '../escalation/decide.js';
import { EMPTY_PAGE, type Page } from '../ledger/page.js';
import type { Notice } from './notice.js';
import { noticesOf } from './noticing.js';

const ID = uuid(1000);
const AGENT = uuid(77);
const grave = { category: ['appliance', 'fire'], severity: 'major', grave: ['safety'] };
const packs = new PackBook();

/** Whom to tell of what the last thing brought about. */
function told(complaint: AComplaint, act: (complaint: AComplaint) => AComplaint, before: Page = complaint.page): readonly Notice[] {
  const already = complaint.judged.facts.length;
  act(complaint);
  return noticesOf({ complaint: ID, before, page: complaint.page, facts: complaint.judged.facts.slice(already) as never });
}

describe('whom to tell', () => {
  it('is the superior who knows of a grave complaint now', () => {
    const notices = told(AComplaint.registered(), (one) => one.says(1, 'ComplaintClassified', grave));
    expect(notices).toMatchObject([{ kind: 'informed', person: LEAD, complaint: ID, grave: true, caughtUp: false }]);
  });

  it('is whoever stands at the top and has not acknowledged, again only of what is grave', () => {
    const three = (): AComplaint => [1, 2, 3].reduce((complaint, minutes) => complaint.says(minutes, 'ContactTurnedHostile'), AComplaint.registered());
    const complaint = three();
    const first = told(AComplaint.registered().says(1, 'ContactTurnedHostile').says(2, 'ContactTurnedHostile'), (one) => one.says(3, 'ContactTurnedHostile'));
    expect(told(complaint, (one) => one.says(4, 'ContactTurnedHostile'))).toEqual([]);
    const again = told(complaint, (one) => one.says(5, 'ComplaintClassified', grave));
    expect(again).toMatchObject([{ kind: 'informed', person: DIRECTOR, grave: true, about: complaint.page.soFar.informed[2]!.escalationId }]);
    expect(again[0]!.id).not.toBe(first[0]!.id);
  });

  it('is nobody of history', () => {
    expect(told(new AComplaint('history'), (one) => one.says(0, 'ComplaintRegistered', { customerId: null, standing: null }).says(1, 'ComplaintClassified', grave), EMPTY_PAGE)).toEqual([]);
  });

  it('is told by the same id whenever the same is judged again', () => {
    const ids = [1, 2].map(() => told(AComplaint.registered(), (one) => one.says(1, 'ComplaintClassified', grave)).map(({ id }) => id));
    expect(ids[0]).toEqual(ids[1]);
  });

  it('is the owner of what comes near, and nobody while nobody owns it', () => {
    const owned = AComplaint.registered().says(1, 'ComplaintAssigned', { unit: 'hotline', staff: AGENT });
    const nearing = (complaint: AComplaint) => told(complaint, (one) => one.clock(6 * 24 * 60)).filter(({ kind }) => kind === 'nearing');
    expect(nearing(owned).map(({ person }) => person)).toContain(AGENT);
    expect(nearing(AComplaint.registered())).toEqual([]);
  });

  it('is the owner at each warning of the same duty, and not at one to a level, which tells a superior', () => {
    const owned = AComplaint.registered().says(1, 'ComplaintAssigned', { unit: 'hotline', staff: AGENT });
    const resolve = owned.owed('resolve')!;
    const warned = (nth: number, to?: string) => {
      const before: Page = { ...owned.page, owed: owned.page.owed.map((one) => (one.id === resolve.id ? { ...one, warned: nth } : one)) };
      const data = { obligationId: resolve.id, kind: 'resolve', dueAt: resolve.dueAt, ...(to ? { to } : {}) };
      return noticesOf({ complaint: ID, before, page: owned.page, facts: [{ type: 'ObligationNearing', data }] as never });
    };
    const [first, second] = [warned(0), warned(1)];
    expect([first, second]).toMatchObject([[{ person: AGENT, about: resolve.id }], [{ person: AGENT, about: resolve.id }]]);
    expect(first[0]!.id).not.toBe(second[0]!.id);
    expect(warned(2, 'level-2')).toEqual([]);
  });

  it('is whoever was told, when the miss was none after all', () => {
    const missed = AComplaint.registered().clock(3);
    expect(told(missed, (one) => one.says(4, 'ComplaintAcknowledged', {}, { recordedAt: at(1) }))).toMatchObject([{ kind: 'lifted', person: LEAD, because: 'retracted' }]);
  });

  it('is whoever was told when somebody else stepped down for them, and not who stepped down', () => {
    const hostile = (): AComplaint => AComplaint.registered().says(1, 'ContactTurnedHostile');
    const steps = (by: string) => told(hostile(), (one) => one.decides(2, stepDown({ escalationId: one.page.soFar.informed[0]!.escalationId, by: answering(by, one) }, one.page).map((fact) => ({ ...fact, actor: { id: by, role: 'supervisor', unit: null } })) as never));
    expect(steps(MANAGER)).toMatchObject([{ kind: 'lifted', person: LEAD, because: 'stepped-down' }]);
    expect(steps(LEAD)).toEqual([]);
  });

  it('is the next superior when one is asked for', () => {
    expect(told(AComplaint.registered(), (one) => one.decides(1, askForSuperior({ escalationId: uuid(70) }, one.page, ladder, { now: at(1), packs })))).toMatchObject([{ kind: 'informed', about: uuid(70), person: LEAD }]);
  });
});
