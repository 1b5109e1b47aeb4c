import type { Actor } from '@amends/contracts';
import { given } from '@amends/decider';
import type { Page } from '../ledger/page.js';
import { AComplaint, at, DIRECTOR, ladder, LEAD, uuid } from '../testing/a-complaint.js';
import { PackBook } from '../policy/pack-book.js';
import { acknowledge, advise, askForSuperior, extend, repin, stepDown, takeOver, waive } from './decide.js';

const OTHER = uuid(500);
const DAY = 24 * 60;
const packs = new PackBook();
const lead = { id: LEAD, role: 'supervisor', unit: 'hotline' };
const registered = (): AComplaint => AComplaint.registered();
const told = (): AComplaint => registered().says(1, 'ContactTurnedHostile');
const closed = (): AComplaint => registered().says(1, 'ComplaintClosed');
const escalationOf = ({ page }: AComplaint): string => page.soFar.informed[0]!.escalationId;
const on = ({ page }: AComplaint, decide: (page: Page) => readonly { type: string; data: unknown }[]) => given({ initial: page, evolve: (state: Page) => state }, []).when(decide);

describe('asking for a superior', () => {
  const ask = (complaint: AComplaint) => on(complaint, (page) => askForSuperior({ escalationId: OTHER }, page, ladder, { now: at(2), packs }));

  it('tells the next one, and says that it was asked for', () => {
    expect(ask(registered()).records).toMatchObject([{ type: 'SuperiorInformed', data: { level: 1, person: LEAD, reasons: [{ reason: 'asked-for' }] } }]);
    expect(ask(told()).records).toMatchObject([{ data: { level: 2 } }]);
  });

  it('is refused when the topmost knows, and when the complaint is over', () => {
    const topmost = registered().says(1, 'SuperiorInformed', { top: true, person: DIRECTOR }, { source: 'escalation' });
    expect([ask(topmost).refuses, ask(closed()).refuses]).toEqual(['escalation.nobody-above', 'escalation.complaint-is-closed']);
  });
});

describe('acknowledging an escalation', () => {
  it('says that it was seen, once', () => {
    const complaint = told();
    const escalationId = escalationOf(complaint);
    expect(on(complaint, (page) => acknowledge({ escalationId }, page)).records).toEqual([{ type: 'EscalationAcknowledged', data: { escalationId } }]);
    complaint.decides(5, acknowledge({ escalationId }, complaint.page));
    expect(complaint.owed('acknowledge-escalation')).toBeUndefined();
    expect(on(complaint, (page) => acknowledge({ escalationId }, page)).refuses).toBe('escalation.acknowledged-already');
  });

  it('is refused for one that there is not', () => {
    expect(on(told(), (page) => acknowledge({ escalationId: OTHER }, page)).refuses).toBe('escalation.not-informed');
  });
});

describe('advising', () => {
  it('keeps the advice sealed and changes no owner', () => {
    expect(on(registered(), (page) => advise({ escalationId: null, advice: 'Offer a refund.' }, page)).records).toEqual([{ type: 'AdviceGiven', data: { escalationId: null }, words: { advice: 'Offer a refund.' } }]);
  });

  it('is refused when it refers to no escalation, or the complaint is over', () => {
    expect(on(registered(), (page) => advise({ escalationId: OTHER, advice: 'x' }, page)).refuses).toBe('escalation.not-informed');
    expect(on(closed(), (page) => advise({ escalationId: null, advice: 'x' }, page)).refuses).toBe('escalation.complaint-is-closed');
  });
});

describe('taking over', () => {
  const takes = (complaint: AComplaint, escalationId: string | null, by: Actor = lead) => on(complaint, (page) => takeOver({ escalationId, by }, page, packs));

  it('names who takes it, so that resolution makes them the owner', () => {
    expect(takes(told(), null).records).toMatchObject([{ data: { unit: 'hotline', staff: LEAD } }]);
  });

  it('is for whoever was told of an imported complaint, of which nothing was ever owed', () => {
    const imported = AComplaint.registered({ history: { records: [] } }, 'history').says(1, 'SuperiorInformed', { person: LEAD }, { source: 'escalation' });
    expect(imported.page.pack).toBeNull();
    expect(takes(imported, null).records).toHaveLength(1);
  });

  it('is refused to whoever owns it', () => {
    expect(takes(told().says(2, 'ComplaintAssigned', { unit: 'hotline', staff: LEAD }), null).refuses).toBe('escalation.owns-it-already');
  });

  describe('where the pack has a level that is only informed', () => {
    const hotline = new PackBook([], [{ from: '2026-01-01T00:00:00Z', pack: 'hotline-12345@1' }]);
    const director = { id: DIRECTOR, role: 'supervisor', unit: null };
    const complaint = (): AComplaint => new AComplaint('live', hotline).says(0, 'ComplaintRegistered', { customerId: null, standing: null }).says(1, 'ContactTurnedHostile').says(2, 'ContactTurnedHostile').says(3, 'ContactTurnedHostile');
    const levels = ({ page }: AComplaint): readonly string[] => page.soFar.informed.map(({ escalationId }) => escalationId);

    it('is refused on that level, whether they name their escalation or not', () => {
      const theirs = complaint();
      expect([takes(theirs, levels(theirs)[2]!, director).refuses, takes(theirs, null, director).refuses]).toEqual(['escalation.inform-only', 'escalation.inform-only']);
    });

    it('is for every other level, and for a superior who was not told at all', () => {
      const theirs = complaint();
      expect(takes(theirs, levels(theirs)[0]!).records).toHaveLength(1);
      expect(takes(theirs, null, { id: OTHER, role: 'supervisor', unit: 'care' }).records).toHaveLength(1);
    });
  });
});

describe('stepping down', () => {
  it('lifts the escalation, and what had to be seen is done', () => {
    const complaint = told();
    const escalationId = escalationOf(complaint);
    expect(on(complaint, (page) => stepDown({ escalationId }, page)).records).toMatchObject([{ type: 'EscalationLifted', data: { because: 'stepped-down' } }]);
    complaint.decides(3, stepDown({ escalationId }, complaint.page));
    expect(complaint.said('acknowledge-escalation')).toEqual(['Incurred', 'Settled']);
    expect(on(complaint, (page) => stepDown({ escalationId }, page)).refuses).toBe('escalation.not-informed');
  });
});

describe('waiving', () => {
  it('says who, by role, and keeps the reason sealed', () => {
    const complaint = registered();
    const obligationId = complaint.owed('record-statement')!.id;
    expect(on(complaint, (page) => waive({ obligationId, reason: 'A letter says it all.', by: lead }, page)).records).toEqual([
      { type: 'ObligationWaived', data: { obligationId, kind: 'record-statement', byRole: 'supervisor' }, words: { reason: 'A letter says it all.' } },
    ]);
  });

  it('is refused for what is not owed (any more)', () => {
    const complaint = registered();
    const obligationId = complaint.owed('acknowledge')!.id;
    expect(on(complaint.says(1, 'ComplaintAcknowledged'), (page) => waive({ obligationId, reason: 'x', by: lead }, page)).refuses).toBe('escalation.not-owed');
  });
});

describe('extending', () => {
  const more = (complaint: AComplaint, until: number, now: number, kind = 'resolve') =>
    on(complaint, (page) => extend({ obligationId: complaint.owed(kind)!.id, until: at(until), reason: 'We wait for the maker.', by: lead, now: at(now) }, page, packs));

  it('gives more time, with who approved it', () => {
    expect(more(registered(), 8 * DAY, 60).records).toMatchObject([{ data: { dueAt: at(8 * DAY), formerly: at(7 * DAY), approvedBy: LEAD } }]);
  });

  it('asked after expiry is refused, and when it gives no more', () => {
    expect([more(registered(), 8 * DAY, 7 * DAY).refuses, more(registered().clock(7 * DAY + 1), 8 * DAY, 7 * DAY + 2).refuses]).toEqual(['escalation.due-already', 'escalation.due-already']);
    expect(more(registered(), 7 * DAY, 60).refuses).toBe('escalation.not-later');
  });

  it('is capped by the policy, from the original start', () => {
    expect(more(registered(), 14 * DAY, 60).records).toHaveLength(1);
    expect(more(registered(), 14 * DAY + 1, 60).refuses).toBe('escalation.beyond-limit');
    expect(more(registered(), 2 * DAY, 60, 'first-answer').refuses).toBe('escalation.no-extension');
  });

  it('leaves a promise to be revised with the customer', () => {
    const promised = registered().says(1, 'TimePromised', { promisedFor: at(600) });
    expect(more(promised, 700, 60, 'keep-promise').refuses).toBe('escalation.time-was-promised');
  });
});

describe('pinning to another policy pack', () => {
  const to = (complaint: AComplaint, pack: string) => on(complaint, (page) => repin({ pack, reason: 'The customer is a bank.' }, page, packs));

  it('says which pack it follows now and which before, and keeps the reason sealed', () => {
    expect(to(registered(), 'fca-disp@1').records).toEqual([{ type: 'ObligationsRepinned', data: { packVersion: 'fca-disp@1', formerly: 'default@1' }, words: { reason: 'The customer is a bank.' } }]);
  });

  it('is refused for the pack that it follows already, for the past, and for what is over', () => {
    const past = AComplaint.registered({ history: { source: 's', externalId: '1', records: ['resolve'] } }, 'history');
    expect([to(registered(), 'default@1').refuses, to(past, 'fca-disp@1').refuses, to(closed(), 'fca-disp@1').refuses, to(new AComplaint(), 'fca-disp@1').refuses]).toEqual([
      'escalation.pinned-already', 'escalation.of-the-past', 'escalation.complaint-is-closed', 'escalation.nothing-owed-yet',
    ]);
  });
});
