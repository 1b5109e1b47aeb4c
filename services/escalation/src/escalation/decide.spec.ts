import { given } from '@amends/decider';
import { SHIPPED_PACKS } from '@amends/policy';
import type { Page } from '../ledger/page.js';
import { AComplaint, answering, at, DIRECTOR, ladder, LEAD, MANAGER, superiors, uuid } from '../testing/a-complaint.js';
import { PackBook } from '../policy/pack-book.js';
import { Places } from '../inbox/slots.js';
import { Superiors } from '../superiors/superiors.js';
import { answeringOf } from './answering.js';
import { acknowledge, advise, askForSuperior, extend, repin, stepDown, takeOver, waive } from './decide.js';

const OTHER = uuid(500);
const DAY = 24 * 60;
const packs = new PackBook();
const lead = { id: LEAD, role: 'supervisor', unit: 'hotline' };
const registered = (): AComplaint => AComplaint.registered();
const told = (): AComplaint => registered().says(1, 'ContactTurnedHostile');
const by = (complaint: AComplaint, who = LEAD) => answering(who, complaint);
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
    expect(on(complaint, (page) => acknowledge({ escalationId, by: by(complaint) }, page)).records).toEqual([{ type: 'EscalationAcknowledged', data: { escalationId } }]);
    complaint.decides(5, acknowledge({ escalationId, by: by(complaint) }, complaint.page));
    expect(complaint.owed('acknowledge-escalation')).toBeUndefined();
    expect(on(complaint, (page) => acknowledge({ escalationId, by: by(complaint) }, page)).refuses).toBe('escalation.acknowledged-already');
  });

  it('is refused for one that there is not', () => {
    expect(on(told(), (page) => acknowledge({ escalationId: OTHER, by: by(told()) }, page)).refuses).toBe('escalation.not-informed');
  });
});

describe('answering an escalation', () => {
  const both = (): AComplaint => told().says(2, 'ContactTurnedHostile');
  const answers = (who: string, nth: number, company?: object): readonly (string | undefined)[] => {
    const complaint = both();
    const places = new Places({ current: new Superiors({ ...superiors.reference, ...company }) });
    const one = { escalationId: complaint.page.soFar.informed[nth]!.escalationId, by: answeringOf({ id: who, unit: null }, complaint.page.soFar.known, places, Date.parse(at(0))) };
    return [(page: Page) => acknowledge(one, page), (page: Page) => stepDown(one, page), (page: Page) => advise({ ...one, advice: 'x' }, page)].map((decide) => on(complaint, decide).refuses);
  };
  const passes = [undefined, undefined, undefined];
  const refused = Array.from({ length: 3 }, () => 'escalation.told-to-another');
  const away = (person: string, standIn: string | null = null) => ({ id: person, person, from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z', standIn });

  it('is for whoever was told, and for somebody above them who was told or is so in the reporting line', () => {
    expect([answers(LEAD, 0), answers(MANAGER, 1), answers(MANAGER, 0), answers(DIRECTOR, 0), answers(DIRECTOR, 1)]).toEqual(Array(5).fill(passes));
  });

  it('is not for whoever is below, nor for a superior of another unit', () => {
    expect([answers(LEAD, 1), answers(OTHER, 0), answers(OTHER, 1)]).toEqual([refused, refused, refused]);
    const complaint = both();
    expect(() => acknowledge({ escalationId: complaint.page.soFar.informed[1]!.escalationId, by: by(complaint) }, complaint.page)).toThrow(`This was told to ${MANAGER}, as level 2.`);
  });

  it('is for whoever holds their place now: who stands in, and a deputy also of somebody who left', () => {
    expect([answers(OTHER, 1, { absences: [away(MANAGER, OTHER)] }), answers(OTHER, 1, { absences: [away(MANAGER)], deputies: [{ person: MANAGER, deputy: OTHER }] })]).toEqual([passes, passes]);
    expect(answers(OTHER, 1, { deputies: [{ person: MANAGER, deputy: OTHER }] })).toEqual(refused);
  });

  it('is for the fallback where nobody is there in place of who was told', () => {
    const company = { fallback: { person: OTHER } };
    expect([answers(OTHER, 1, { ...company, absences: [away(MANAGER)] }), answers(OTHER, 1, company)]).toEqual([passes, refused]);
    expect(answers(LEAD, 1, { absences: [away(MANAGER)] })).toEqual(refused);
  });
});

describe('advising', () => {
  it('keeps the advice sealed and changes no owner', () => {
    expect(on(registered(), (page) => advise({ escalationId: null, advice: 'Offer a refund.', by: by(registered()) }, page)).records).toEqual([{ type: 'AdviceGiven', data: { escalationId: null }, words: { advice: 'Offer a refund.' } }]);
  });

  it('is refused when it refers to no escalation, or the complaint is over', () => {
    expect(on(registered(), (page) => advise({ escalationId: OTHER, advice: 'x', by: by(registered()) }, page)).refuses).toBe('escalation.not-informed');
    expect(on(closed(), (page) => advise({ escalationId: null, advice: 'x', by: by(registered()) }, page)).refuses).toBe('escalation.complaint-is-closed');
  });
});

describe('taking over', () => {
  const takes = (complaint: AComplaint, escalationId: string | null, who = LEAD) => on(complaint, (page) => takeOver({ escalationId, by: by(complaint, who) }, page, packs));

  it('names who takes it, so that resolution makes them the owner', () => {
    expect(takes(told(), null).records).toMatchObject([{ data: { unit: 'hotline', staff: LEAD } }]);
  });

  describe('when the manager was told as well', () => {
    const both = (): AComplaint => told().says(2, 'ContactTurnedHostile');
    const open = (complaint: AComplaint) => complaint.page.shown.told!.filter(({ acknowledged }) => !acknowledged).map(({ person }) => person);
    const after = (who: string, nth: number | null): readonly (string | null)[] => {
      const complaint = both();
      const escalationId = nth === null ? null : complaint.page.soFar.informed[nth]!.escalationId;
      complaint.decides(3, takeOver({ escalationId, by: by(complaint, who) }, complaint.page, packs));
      expect(complaint.page.soFar.informed.filter(({ acknowledged }) => !acknowledged)).toHaveLength(open(complaint).length);
      expect(complaint.page.owed.filter(({ kind }) => kind === 'acknowledge-escalation')).toHaveLength(open(complaint).length);
      return open(complaint);
    };

    it('by the lead leaves the manager to say that they know', () => {
      expect([after(LEAD, null), after(LEAD, 0)]).toEqual([[MANAGER], [MANAGER]]);
      expect(takes(both(), escalationOf(both()), OTHER).refuses).toBe('escalation.told-to-another');
    });

    it('by the manager or anybody above leaves nothing to say for those below', () => {
      expect([after(MANAGER, null), after(MANAGER, 0), after(DIRECTOR, null)]).toEqual([[], [], []]);
    });

    it('by a superior who was told nothing leaves it to both', () => {
      expect(after(OTHER, null)).toEqual([LEAD, MANAGER]);
    });
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
    const complaint = (): AComplaint => new AComplaint('live', hotline).says(0, 'ComplaintRegistered', { customerId: null, standing: null }).says(1, 'ContactTurnedHostile').says(2, 'ContactTurnedHostile').says(3, 'ContactTurnedHostile');
    const levels = ({ page }: AComplaint): readonly string[] => page.soFar.informed.map(({ escalationId }) => escalationId);

    it('is refused on that level, whether they name their escalation or not', () => {
      const theirs = complaint();
      expect([takes(theirs, levels(theirs)[2]!, DIRECTOR).refuses, takes(theirs, null, DIRECTOR).refuses]).toEqual(['escalation.inform-only', 'escalation.inform-only']);
    });

    it('is for every other level, and for a superior who was not told at all', () => {
      const theirs = complaint();
      expect(takes(theirs, levels(theirs)[0]!).records).toHaveLength(1);
      expect(takes(theirs, null, OTHER).records).toHaveLength(1);
    });
  });
});

describe('stepping down', () => {
  it('lifts the escalation, and what had to be seen is done', () => {
    const complaint = told();
    const escalationId = escalationOf(complaint);
    expect(on(complaint, (page) => stepDown({ escalationId, by: by(complaint) }, page)).records).toMatchObject([{ type: 'EscalationLifted', data: { because: 'stepped-down' } }]);
    complaint.decides(3, stepDown({ escalationId, by: by(complaint) }, complaint.page));
    expect(complaint.said('acknowledge-escalation')).toEqual(['Incurred', 'Settled']);
    expect(on(complaint, (page) => stepDown({ escalationId, by: by(complaint) }, page)).refuses).toBe('escalation.not-informed');
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

  it('is for whom the policy names, and for an administrator', () => {
    const strict = new PackBook([{ ...SHIPPED_PACKS[0]!, name: 'strict', extends: 'default@1', extensions: [{ obligations: ['resolve'], approvedBy: 'administrator', upTo: { count: 10, unit: 'business-days' } }], rules: [] }], [{ from: '2020-01-01T00:00:00Z', pack: 'strict@1' }]);
    const asked = (role: string, book: PackBook) => {
      const complaint = AComplaint.registered({}, 'live', book);
      return on(complaint, (page) => extend({ obligationId: complaint.owed('resolve')!.id, until: at(8 * DAY), reason: 'We wait for the maker.', by: { ...lead, role }, now: at(60) }, page, book));
    };
    expect([asked('agent', packs).refuses, asked('supervisor', strict).refuses]).toEqual(['escalation.not-theirs-to-allow', 'escalation.not-theirs-to-allow']);
    expect([asked('supervisor', packs).records, asked('administrator', packs).records, asked('administrator', strict).records].map((records) => records?.length)).toEqual([1, 1, 1]);
  });

  it('leaves a promise to be revised with the customer', () => {
    const promised = registered().says(1, 'TimePromised', { promisedFor: at(600) });
    expect(more(promised, 700, 60, 'keep-promise').refuses).toBe('escalation.time-was-promised');
  });
});

describe('pinning to another policy pack', () => {
  const to = (complaint: AComplaint, pack: string) => on(complaint, (page) => repin({ pack, reason: 'The customer is a bank.', now: at(60) }, page, packs));

  it('says which pack it follows now and which before, and keeps the reason sealed', () => {
    expect(to(registered(), 'fca-disp@1').records).toEqual([{ type: 'ObligationsRepinned', data: { packVersion: 'fca-disp@1', formerly: 'default@1' }, words: { reason: 'The customer is a bank.' } }]);
  });

  it('is refused before the date of the pack', () => {
    const later = new PackBook([{ ...SHIPPED_PACKS[0]!, name: 'later', effectiveFrom: at(120) }]);
    const asked = (now: number) => on(registered(), (page) => repin({ pack: 'later@1', reason: 'next year', now: at(now) }, page, later));
    expect([asked(119).refuses, asked(120).records?.length]).toEqual(['escalation.policy-not-effective', 1]);
  });

  it('is refused for the pack that it follows already, for the past, and for what is over', () => {
    const past = AComplaint.registered({ history: { source: 's', externalId: '1', records: ['resolve'] } }, 'history');
    expect([to(registered(), 'default@1').refuses, to(past, 'fca-disp@1').refuses, to(closed(), 'fca-disp@1').refuses, to(new AComplaint(), 'fca-disp@1').refuses]).toEqual([
      'escalation.pinned-already', 'escalation.of-the-past', 'escalation.complaint-is-closed', 'escalation.nothing-owed-yet',
    ]);
  });
});
