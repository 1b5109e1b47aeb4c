import { SHIPPED_PACKS, withBase } from '@amends/policy';
import { Company } from '@amends/runtime';
import { PackBook } from '../policy/pack-book.js';
import { referenceOf } from '../superiors/from-company.js';
import { Superiors } from '../superiors/superiors.js';
import { AComplaint, answering, at, company, DIRECTOR, ladder, LEAD, MANAGER, superiors, uuid } from '../testing/a-complaint.js';
import { acknowledge } from './decide.js';
import { judge } from '../ledger/judge.js';
import { informSuperior } from './informing.js';
import { Ladder } from './ladder.js';

const standard = withBase(SHIPPED_PACKS[0]!, []);
const moment = { now: at(0), packs: new PackBook() };
const next = (complaint: AComplaint) => ladder.next(complaint.page, moment);
const owned = (unit: string, staff: string | null = null): AComplaint => AComplaint.registered().says(0, 'ComplaintAssigned', { unit, staff });

describe('the ladder', () => {
  it('climbs one level at a time, says who stands at the top, and stays there', () => {
    const complaint = owned('hotline');
    const told = [1, 2, 3, 4].map((minutes) => {
      complaint.says(minutes, 'ContactTurnedHostile');
      return complaint.page.soFar.informed.at(-1);
    });
    expect(told).toMatchObject([
      { level: 1, person: LEAD, top: false }, { level: 2, person: MANAGER, top: false }, { level: 3, person: DIRECTOR, top: true }, { level: 3, person: DIRECTOR, top: true },
    ]);
  });

  describe('at the top', () => {
    const three = (): AComplaint => [1, 2, 3].reduce((complaint, minutes) => complaint.says(minutes, 'ContactTurnedHostile'), owned('hotline'));
    const owes = (complaint: AComplaint): number => complaint.page.owed.filter(({ kind }) => kind === 'acknowledge-escalation').length;
    const acknowledged = (complaint: AComplaint): AComplaint => {
      const { escalationId } = complaint.page.soFar.informed.at(-1)!;
      return complaint.decides(4, acknowledge({ escalationId, by: answering(DIRECTOR, complaint) }, complaint.page));
    };

    it('adds further reasons to what was not acknowledged yet, and nothing more is to be acknowledged', () => {
      const complaint = three().says(5, 'ContactTurnedHostile').says(6, 'ComplaintClassified', { category: ['fire'], severity: 'major', grave: ['safety'] });
      expect(complaint.page.soFar.informed.map(({ causes }) => causes.length)).toEqual([1, 1, 3]);
      expect([owes(complaint), complaint.owed('inform-superior')]).toEqual([3, undefined]);
      const told = complaint.judged.facts.filter(({ type }) => type === 'SuperiorInformed');
      expect(told.map(({ data }) => (data as { joins?: boolean }).joins)).toEqual([undefined, undefined, undefined, true, true]);
      expect(new Set(told.map(({ id }) => id)).size).toBe(5);
      expect(owes(acknowledged(complaint))).toBe(2);
    });

    it('tells again what comes after it was acknowledged', () => {
      const complaint = acknowledged(three()).says(5, 'ContactTurnedHostile');
      expect(complaint.page.soFar.informed.map(({ level, acknowledged: seen }) => [level, seen])).toEqual([[1, false], [2, false], [3, true], [3, false]]);
      expect(owes(complaint)).toBe(3);
    });

    it('tells somebody else anew when the one who was told is away', () => {
      const reference = { ...superiors.reference, absences: [{ id: '1', person: DIRECTOR, from: at(4), to: at(600), standIn: uuid(904) }] };
      const away = new Ladder({ current: new Superiors(reference) });
      const complaint = three();
      const page = judge(complaint.page, complaint.event(5, 'ContactTurnedHostile'), { ...moment, now: at(5) }).page;
      expect(informSuperior(page, away, { ...moment, now: at(5) }).facts[0]).toMatchObject({ type: 'SuperiorInformed', data: { level: 3, person: uuid(904) } });
      expect(informSuperior(page, ladder, { ...moment, now: at(5) }).facts[0]).toMatchObject({ data: { person: DIRECTOR, joins: true } });
    });
  });

  it('begins where the complaint was received while nobody owns it', () => {
    expect(next(AComplaint.registered({ receivedBy: 'care' }))).toMatchObject({ level: 1, person: MANAGER });
  });

  it('begins at the top for a unit that the company does not have (any more)', () => {
    expect(next(owned('closed-branch'))).toEqual({ level: 1, person: DIRECTOR, rota: null, chosen: 'post', top: true });
  });

  it('passes over a level whose superior owns the complaint', () => {
    expect(next(owned('hotline', LEAD))).toMatchObject({ level: 2, person: MANAGER });
  });

  it('tells the last one there is rather than nobody', () => {
    expect(next(owned('acme', DIRECTOR))).toMatchObject({ level: 1, person: DIRECTOR, chosen: 'fallback', top: true });
  });

  it('has as many levels as the policy pack of the complaint', () => {
    const short = { ...standard, name: 'short', ladder: standard.ladder.slice(0, 2) };
    const complaint = new AComplaint('live', new PackBook([short], [{ from: '2026-01-01T00:00:00Z', pack: 'short@1' }])).says(0, 'ComplaintRegistered', { customerId: null, standing: null });
    for (const minutes of [1, 2, 3]) complaint.says(minutes, 'ContactTurnedHostile');
    expect(complaint.page.soFar.informed).toMatchObject([{ person: LEAD }, { person: MANAGER, top: true }]);
    expect(complaint.page.soFar.informed).toHaveLength(2);
  });

  it('gives each level a time of its own to acknowledge, and climbs when that is over', () => {
    const complaint = AComplaint.registered().says(1, 'ContactTurnedHostile');
    const given = (): number => {
      const { startedAt, dueAt } = complaint.page.owed.filter(({ kind, state }) => kind === 'acknowledge-escalation' && state === 'open').at(-1)!;
      return (Date.parse(dueAt) - Date.parse(startedAt)) / 60_000;
    };
    const times = [given()];
    for (const minutes of [1 + 30, 1 + 30 + 60]) {
      complaint.clock(minutes);
      times.push(given());
    }
    expect(times).toEqual([30, 60, 240]);
    expect(complaint.page.soFar.informed.map(({ level }) => level)).toEqual([1, 2, 3]);
  });

  it('stops climbing when somebody has acknowledged', () => {
    const complaint = AComplaint.registered().says(1, 'ComplaintAcknowledged').says(1, 'StatementRecorded').says(1, 'ReadBackConfirmed').says(2, 'ContactTurnedHostile').clock(33);
    const { escalationId } = complaint.page.soFar.informed.at(-1)!;
    complaint.decides(40, acknowledge({ escalationId, by: answering(MANAGER, complaint) }, complaint.page)).clock(180);
    expect(complaint.page.soFar.informed).toMatchObject([{ level: 1, acknowledged: false }, { level: 2, acknowledged: true }]);
  });

  it('tells the holiday guarantee team on a holiday of the pack in force, by the date of its calendar', () => {
    const office = { ...standard.calendars['office']!, zone: 'Asia/Shanghai', holidays: [{ date: '2026-11-03', name: 'Founding Day', periods: [] }] };
    const packs = new PackBook([{ ...standard, name: 'mine', calendars: { office } }], [{ from: '2026-01-01T00:00:00Z', pack: 'mine@1' }]);
    const rota = { rota: 'guarantee', name: 'Guarantee', zone: 'Asia/Shanghai', members: [DIRECTOR], shifts: [{ starts: '2026-11-01T00:00', rule: 'FREQ=DAILY', lasts: 'P1D' }], holidays: { calendar: 'office', unit: null } };
    const withTeam = new Ladder({ current: new Superiors({ ...superiors.reference, rotas: [rota] }) });
    const told = (now: string) => withTeam.next(owned('hotline').page, { now, packs });
    expect(told('2026-11-02T16:00:00.000Z')).toMatchObject({ level: 1, person: DIRECTOR, rota: 'guarantee', chosen: 'holiday-rota' });
    expect([told('2026-11-02T15:59:59.999Z').person, told('2026-11-03T16:00:00.000Z').person]).toEqual([LEAD, LEAD]);
  });

  it('refuses a company in which nobody could be told', () => {
    expect(() => referenceOf(Company.from({ name: 'x', units: company.allUnits() }))).toThrow('name somebody under superiors.acme');
  });

  it('says in the event which level, which person or rota, and why that person', () => {
    const rota = { rota: 'leads', name: 'Leads', zone: 'UTC', members: [MANAGER, LEAD], shifts: [{ starts: '2026-11-01T00:00', rule: 'FREQ=DAILY', lasts: 'P1D' }] };
    const withRota = { ...superiors.reference, rotas: [rota], units: superiors.reference.units.map((line) => (line.unit === 'hotline' ? { ...line, superiors: [{ rota: 'leads' }] } : line)) };
    const now = new Ladder({ current: new Superiors(withRota) });
    expect(now.next(owned('hotline').page, moment)).toEqual({ level: 1, person: LEAD, rota: 'leads', chosen: 'rota', top: false });
  });
});
