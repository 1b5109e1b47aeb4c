import { SHIPPED_PACKS, type PolicyPack } from '@amends/policy';
import { AComplaint, at, superiors, LEAD, MANAGER } from '../testing/a-complaint.js';
import { PackBook, UnknownPack } from '../policy/pack-book.js';
import { isNeeded } from './life.js';
import { merge } from './merge.js';
import { WhatIf } from './what-if.js';

const DAY = 24 * 60;
/** Registered by phone at noon, acknowledged after so many minutes, resolved after so many. */
function story(acknowledged: number, resolved: number, origin: 'live' | 'history' = 'live') {
  const complaint = new AComplaint(origin);
  const history = origin === 'history' ? { history: { source: 's', externalId: '1', records: ['acknowledge', 'resolve'] } } : {};
  return [
    complaint.event(0, 'ComplaintRegistered', { customerId: null, standing: null, receivedAt: at(0), ...history }),
    complaint.event(acknowledged, 'ComplaintAcknowledged'),
    complaint.event(resolved, 'ComplaintResolved', { how: 'refund', cause: null }),
  ];
}
const asked = (pack: string, ...stories: ReturnType<typeof story>[]) => askedUntil(60 * DAY, pack, ...stories);
const askedUntil = (minutes: number, pack: string, ...stories: ReturnType<typeof story>[]) => asking([], pack, minutes, stories);

const asking = (packs: readonly PolicyPack[], pack: string, minutes: number, stories: readonly ReturnType<typeof story>[], inForce: readonly { from: string; pack: string }[] = []) => {
  const whatIf = new WhatIf(new PackBook(packs, inForce), pack, superiors);
  stories.flatMap((events, n) => events.map((event) => ({ ...event, subject: `c${n}` }))).forEach((event) => whatIf.hear(event));
  return whatIf.result(at(minutes));
};
/** The standard with other minutes for some of its rules. */
const changed = (name: string, minutes: (kinds: readonly string[]) => number | undefined): PolicyPack => {
  const { data } = new PackBook().of('default@1');
  return { ...data, name, rules: data.rules.map((rule) => ({ ...rule, ...(minutes(rule.obligations) === undefined ? {} : { allow: { count: minutes(rule.obligations)!, unit: 'minutes' as const } }) })) };
};

describe('stored complaints under another policy pack', () => {
  it('are the same under the pack that was in force', () => {
    const { missed, differences, complaints } = asked('default@1', story(1, 60), story(10, 20 * DAY));
    expect([missed.before - missed.after, differences, complaints]).toEqual([0, [], 2]);
  });

  it('miss less where more time is allowed, and tell superiors less often', () => {
    // Acknowledged after ten minutes: two were allowed on a call, five business days are.
    const { byKind, superiors, differences } = askedUntil(30, 'fca-disp@1', story(10, 20));
    expect(byKind.find(({ kind }) => kind === 'acknowledge')).toEqual({ kind: 'acknowledge', owed: { before: 1, after: 1 }, missed: { before: 1, after: 0 } });
    // Nobody wrote the statement down either: that one miss remains, and needs one superior only.
    expect(superiors).toEqual([{ person: LEAD, before: 1, after: 1 }, { person: MANAGER, before: 1, after: 0 }]);
    expect(differences).toMatchObject([{ complaint: 'c0', reference: '2600000014', before: 2, after: 1 }]);
    expect(differences[0]!.kinds).toContainEqual({ kind: 'acknowledge', owed: { before: 1, after: 1 }, missed: { before: 1, after: 0 } });
  });

  it('differ when they miss as often, but something else', () => {
    // Acknowledged after ten minutes, where two are allowed or a week; resolved after twenty, where five days are allowed or one minute.
    const swapped = changed('swapped', (kinds) => (kinds.includes('acknowledge') ? 10_000 : kinds.includes('resolve') ? 1 : undefined));
    const { differences } = asking([swapped], 'swapped@1', DAY, [story(10, 20, 'history')]);
    const [owed, one, none] = [{ before: 1, after: 1 }, { before: 1, after: 0 }, { before: 0, after: 1 }];
    expect(differences).toMatchObject([{ before: 1, after: 1, kinds: [{ kind: 'acknowledge', owed, missed: one }, { kind: 'resolve', owed, missed: none }] }]);
  });

  it('of the past would have told superiors of what they missed, one level higher each time', () => {
    // Acknowledged late, and resolved late: two misses by the standard, none of the acknowledgement under the other one.
    expect(asked('hotline-12345@1', story(30, 20 * DAY, 'history')).superiors).toEqual([{ person: LEAD, before: 1, after: 1 }, { person: MANAGER, before: 1, after: 0 }]);
  });

  it.each(['live', 'history'] as const)('are left out and named when a pack that was in force cannot be reckoned, and hold up no others (%s)', (origin) => {
    const { calendars = {} } = SHIPPED_PACKS[0]!;
    const closed: PolicyPack = { name: 'closed', version: 1, effectiveFrom: at(0), title: { en: 'c', zh: 'c' }, source: 's', extends: 'default@1', calendars: { office: { ...calendars['office']!, week: {} } } };
    const inForce = [{ from: at(-DAY), pack: 'closed@1' }, { from: at(DAY), pack: 'default@1' }];
    const complaint = new AComplaint(origin);
    const history = origin === 'history' ? { history: { source: 's', externalId: '1', records: ['acknowledge', 'resolve'] } } : {};
    const later = [2 * DAY, 2 * DAY + 1].map((minutes, n) => complaint.event(minutes, ['ComplaintRegistered', 'ComplaintAcknowledged'][n]!, n === 0 ? { customerId: null, standing: null, receivedAt: at(2 * DAY), ...history } : {}));
    const { complaints, leftOut } = asking([closed], 'default@1', 60 * DAY, [story(1, 60, origin), later], inForce);
    expect(complaints).toBe(1);
    expect(leftOut).toEqual([{ complaint: 'c0', reference: '2600000014', pack: 'closed@1', rule: expect.stringMatching(/^[a-z-]+$/), because: expect.stringMatching(/\w/) }]);
  });

  it('say up to when they were judged: live ones up to the question, imported ones up to the cut of their source', () => {
    const end = new AComplaint('history').event(90 * DAY, 'HistoryEnded', { source: 's', dataCut: at(2 * DAY) });
    const whatIf = new WhatIf(new PackBook(), 'cfpb@1', superiors);
    [story(1, 60), story(1, 60, 'history'), story(2, 50, 'history')].flatMap((events, n) => events.map((event) => ({ ...event, subject: `c${n}` }))).forEach((event) => whatIf.hear(event));
    whatIf.hear(end);
    expect(whatIf.result(at(90 * DAY)).judgedUpTo).toEqual([
      { source: null, complaints: 1, until: at(90 * DAY), isDataCut: false }, { source: 's', complaints: 2, until: at(2 * DAY), isDataCut: true },
    ]);
  });

  it('of the past are judged by when things happened, what is open at the cut included', () => {
    const { byKind } = asked('hotline-12345@1', story(30, 6 * DAY, 'history'), story(1, 40 * DAY, 'history').slice(0, 2));
    expect(byKind).toEqual([
      { kind: 'acknowledge', owed: { before: 2, after: 2 }, missed: { before: 1, after: 0 } },
      { kind: 'resolve', owed: { before: 2, after: 2 }, missed: { before: 1, after: 1 } },
    ]);
  });

  it('of the past have not missed what stands still at the cut', () => {
    const complaint = new AComplaint('history');
    const events = [
      complaint.event(0, 'ComplaintRegistered', { customerId: null, standing: null, receivedAt: at(0), history: { source: 's', externalId: '1', records: ['resolve'] } }),
      complaint.event(60, 'WaitingForCustomer'),
    ];
    const whatIf = new WhatIf(new PackBook(), 'default@1', superiors);
    events.forEach((event) => whatIf.hear(event));
    expect(whatIf.result(at(40 * DAY)).missed).toEqual({ before: 0, after: 0 });
  });

  it('follow the packs that they were pinned to, except where the question is what had been under one from the beginning', () => {
    const complaint = new AComplaint();
    const events = [
      complaint.event(0, 'ComplaintRegistered', { customerId: null, standing: null, receivedAt: at(0) }),
      complaint.event(60, 'ObligationsRepinned', { packVersion: 'fca-disp@1', formerly: 'default@1' }),
      complaint.event(20 * DAY, 'ComplaintResolved', { how: 'refund', cause: null }),
    ];
    const whatIf = new WhatIf(new PackBook(), 'default@1', superiors);
    events.forEach((event) => whatIf.hear(event));
    expect(whatIf.result(at(21 * DAY)).byKind.find(({ kind }) => kind === 'resolve')!.missed).toEqual({ before: 0, after: 1 });
  });

  it('come out the same in parts that have no complaint in common, wherever the end of a history was read', () => {
    const stories = [1, 10, 40, 3000].flatMap((minutes) => [story(minutes, minutes * 9), story(minutes, minutes * 20, 'history').slice(0, minutes > 40 ? 2 : 3)]);
    const lives = stories.map((events, n) => events.map((event) => ({ ...event, subject: `c${n}` })));
    const end = new AComplaint('history').event(90 * DAY, 'HistoryEnded', { source: 's', dataCut: at(2 * DAY) });
    const told = (events: readonly (typeof end)[]) => {
      const whatIf = new WhatIf(new PackBook(), 'hotline-12345@1', superiors);
      events.forEach((event) => whatIf.hear(event));
      return whatIf;
    };
    const parts = [0, 1, 2].map((part) => told([...lives.filter((_, n) => n % 3 === part).flat(), ...(part === 1 ? [end] : [])]));
    const cuts = new Map(parts.flatMap((part) => [...part.cuts]));
    const [first, ...others] = parts.map((part) => part.result(at(90 * DAY), cuts));
    const whole = told([...lives.flat(), end]).result(at(90 * DAY));
    expect(merge([first!, ...others])).toEqual(whole);
    expect([whole.complaints, whole.missed.before > 0, whole.differences.length > 1, whole.superiors.length > 1]).toEqual([8, true, true, true]);
  });

  it('may be those of a time only', () => {
    const whatIf = new WhatIf(new PackBook(), 'cfpb@1', superiors, at(1));
    story(1, 60).forEach((event) => whatIf.hear(event));
    expect(whatIf.result(at(DAY)).complaints).toBe(0);
  });

  it('need a pack that is there', () => {
    expect(() => new WhatIf(new PackBook(), 'nothing@1', superiors)).toThrow(UnknownPack);
  });

  it('need what people decided, not what the ledger said then', () => {
    expect([
      isNeeded({ source: 'intake', type: 'NoteAdded' }), isNeeded({ source: 'escalation', type: 'ObligationWaived' }), isNeeded({ source: 'escalation', type: 'ObligationMissed' }),
    ]).toEqual([true, true, false]);
  });
});
