import { Superiors } from './superiors.js';
import { asked, away, QUESTION, REFERENCE, rota } from './testing/a-company.js';
import { sayStep } from './steps.js';
import { whoIsNext } from './who-is-next.js';

const linesWith = (...superiors: { person: string }[] | { rota: string }[]) => REFERENCE.units.map((line) => (line.unit === 'hotline' ? { ...line, superiors } : line));

describe('who is told next', () => {
  it('is the superior of the unit, then of the unit above', () => {
    expect(asked()).toMatchObject({ level: 1, person: 'lead', chosen: 'post', rota: null, top: false });
    expect(asked({}, { told: [{ level: 1, person: 'lead' }] })).toMatchObject({ level: 2, person: 'manager', top: false });
  });

  it('an unassigned complaint escalates, and one that no unit received', () => {
    expect(asked({}, { unit: null })).toMatchObject({ person: 'director', top: true });
  });

  it('ladder does not stop after one step, nor loop at the top', () => {
    const superiors = new Superiors(REFERENCE);
    const told: { level: number; person: string }[] = [];
    for (let times = 0; times < 5; times++) told.push(whoIsNext(superiors, { ...QUESTION, told }));
    expect(told.map(({ level, person }) => `${level} ${person}`)).toEqual(['1 lead', '2 manager', '3 director', '3 director', '3 director']);
  });

  it('is the next of the topmost when the first of them is absent', () => {
    const units = REFERENCE.units.map((line) => (line.unit === 'acme' ? { ...line, superiors: [{ person: 'director' }, { person: 'partner' }] } : line));
    const told = [{ level: 2, person: 'manager' }];
    expect([asked({ units }, { told }).person, asked({ units, absences: [away('director')] }, { told }).person]).toEqual(['director', 'partner']);
  });

  it('never goes below who was told, though the complaint moved to a unit with fewer levels', () => {
    expect(asked({}, { unit: 'acme', told: [{ level: 2, person: 'manager' }] })).toMatchObject({ level: 2, person: 'director', top: true });
  });

  it('tells nobody again on a higher level while somebody else is there', () => {
    const standsIn = { absences: [away('manager', 'lead')] };
    expect(asked(standsIn, { told: [{ level: 1, person: 'lead' }] })).toMatchObject({ level: 3, person: 'director' });
    expect(asked({ ...standsIn, absences: [...standsIn.absences, away('director'), away('fallback')] }, { told: [{ level: 1, person: 'lead' }] })).toMatchObject({ level: 2, person: 'lead', chosen: 'stand-in' });
  });

  it('is the fallback when everybody is absent, whether they are there or not', () => {
    const absences = ['lead', 'manager', 'director'].map((person) => away(person));
    expect(asked({ absences })).toMatchObject({ level: 3, person: 'fallback', chosen: 'fallback', top: true });
    expect(asked({ absences: [...absences, away('fallback')] })).toMatchObject({ person: 'fallback', top: true });
    expect(asked({ absences: [...absences, away('fallback', 'someone')] })).toMatchObject({ person: 'someone', chosen: 'fallback' });
  });

  it('is not who owns the complaint, also not for somebody else', () => {
    expect(asked({}, { owner: 'lead' })).toMatchObject({ level: 2, person: 'manager' });
    expect(asked({ deputies: [{ person: 'lead', deputy: 'holly' }], absences: [away('lead')] }, { owner: 'holly' })).toMatchObject({ person: 'manager' });
  });
});

describe('when a superior is absent', () => {
  const deputies = [{ person: 'lead', deputy: 'deputy' }, { person: 'deputy', deputy: 'second' }];

  it("an absent manager's deputy is told, and the manager again afterwards", () => {
    const absences = [away('lead')];
    expect(asked({ absences, deputies })).toMatchObject({ level: 1, person: 'deputy', chosen: 'deputy' });
    expect(asked({ absences, deputies }, { when: '2026-11-30T23:59:59.999Z' })).toMatchObject({ person: 'deputy' });
    expect(asked({ absences, deputies }, { when: '2026-12-01T00:00:00Z' })).toMatchObject({ person: 'lead', chosen: 'post' });
  });

  it('deputy absent too: the deputy of the deputy is told, or else the next level', () => {
    expect(asked({ absences: [away('lead'), away('deputy')], deputies })).toMatchObject({ person: 'second' });
    expect(asked({ absences: [away('lead'), away('deputy'), away('second')], deputies })).toMatchObject({ level: 2, person: 'manager', chosen: 'post' });
  });

  it('cyclic deputies end in the next level', () => {
    const circle = [{ person: 'lead', deputy: 'deputy' }, { person: 'deputy', deputy: 'lead' }];
    expect(asked({ absences: [away('lead'), away('deputy')], deputies: circle })).toMatchObject({ level: 2, person: 'manager' });
  });

  it('whoever has left the company is as one who is absent for ever', () => {
    const superiors = new Superiors({ ...REFERENCE, deputies }, { isStaff: (person) => person !== 'lead' });
    expect(whoIsNext(superiors, QUESTION)).toMatchObject({ person: 'deputy', chosen: 'deputy', steps: [{ step: 'superior' }, { step: 'gone', person: 'lead' }, { step: 'stands-in' }] });
  });

  it('who stands in for this absence goes before the deputy', () => {
    expect(asked({ absences: [away('lead', 'substitute')], deputies })).toMatchObject({ person: 'substitute', chosen: 'stand-in' });
    expect(asked({ absences: [away('lead', 'substitute'), away('substitute')], deputies })).toMatchObject({ person: 'deputy', chosen: 'deputy' });
  });
});

describe('a rota', () => {
  const night = rota('night', ['ann', 'bob', 'cem'], '20:00');
  const onNight = { rotas: [night], units: linesWith({ rota: 'night' }) };
  const at = (when: string) => asked(onNight, { when }).person;

  it('has a night shift over midnight', () => {
    expect([at('2026-01-01T20:00:00+01:00'), at('2026-01-02T03:00:00+01:00'), at('2026-01-02T07:59:59+01:00')]).toEqual(['ann', 'ann', 'ann']);
    expect([at('2026-01-02T20:00:00+01:00'), at('2026-01-03T20:00:00+01:00'), at('2026-01-04T20:00:00+01:00')]).toEqual(['bob', 'cem', 'ann']);
  });

  it('leaves it to the next level while nobody is on duty', () => {
    expect(at('2026-01-02T08:00:00+01:00')).toBe('manager');
    expect(at('2025-12-31T23:00:00+01:00')).toBe('manager');
  });

  it('keeps its hours over a change of the clocks: every night ends at eight', () => {
    const day = rota('day', ['dan'], '08:00');
    const all = { rotas: [night, day], units: linesWith({ rota: 'night' }, { rota: 'day' }) };
    const who = (when: string) => asked(all, { when }).person;
    // 29 March: the night is an hour shorter. 25 October: an hour longer.
    expect([who('2026-03-29T07:59:00+02:00'), who('2026-03-29T08:00:00+02:00')]).toEqual(['cem', 'dan']);
    expect([who('2026-10-25T07:59:00+01:00'), who('2026-10-25T08:00:00+01:00')]).toEqual(['cem', 'dan']);
  });

  it('does not go back a turn while the clocks show an hour twice', () => {
    const hourly = rota('hourly', ['ann', 'bob'], '02:30', { shifts: [{ starts: '2026-10-24T02:30', rule: 'FREQ=DAILY', lasts: 'P1D' }] });
    const who = (when: string) => asked({ rotas: [hourly], units: linesWith({ rota: 'hourly' }) }, { when }).person;
    expect([who('2026-10-25T02:29:00+02:00'), who('2026-10-25T02:30:00+02:00'), who('2026-10-25T02:15:00+01:00'), who('2026-10-25T02:45:00+01:00')]).toEqual(['ann', 'bob', 'bob', 'bob']);
  });

  it('does not lose a shift that would begin in the hour which the clocks skip', () => {
    const early = rota('early', ['ann', 'bob'], '02:30');
    const who = (when: string) => asked({ rotas: [early], units: linesWith({ rota: 'early' }) }, { when }).person;
    expect([who('2026-03-28T02:30:00+01:00'), who('2026-03-29T03:30:00+02:00'), who('2026-03-30T02:30:00+02:00')]).toEqual(['ann', 'bob', 'ann']);
  });

  it('goes on with the next in turn when one is absent and nobody stands in', () => {
    expect(asked({ ...onNight, absences: [away('ann')] }, { when: '2026-11-11T23:00:00+01:00' })).toMatchObject({ chosen: 'rota', rota: 'night' });
    const people = ['ann', 'bob', 'cem'].map((person) => away(person));
    expect(asked({ ...onNight, absences: people }, { when: '2026-11-11T23:00:00+01:00' })).toMatchObject({ level: 2, person: 'manager' });
    expect(asked({ ...onNight, absences: people, deputies: [{ person: 'bob', deputy: 'bea' }] }, { when: '2026-11-11T23:00:00+01:00' })).toMatchObject({ person: 'bea', rota: 'night', chosen: 'deputy' });
  });

  it('is asked anew after it was changed', () => {
    const former = new Superiors({ ...REFERENCE, ...onNight });
    const tonight = { ...QUESTION, at: Date.parse('2026-11-11T23:00:00+01:00') };
    const changed = { ...REFERENCE, ...onNight, rotas: [{ ...night, members: ['zoe'] }] };
    expect([whoIsNext(former, tonight).rota, whoIsNext(new Superiors(changed, { former }), tonight).person]).toEqual(['night', 'zoe']);
  });

  it('is reckoned for many years, and to no end', () => {
    expect(at('2049-12-01T23:00:00+01:00')).toMatch(/ann|bob|cem/);
    expect(at('9999-01-01T00:00:00Z')).toBe('manager');
  });

  it('may give everybody several shifts in a row, and a shift people of its own', () => {
    const weekly = rota('weekly', ['ann', 'bob'], '08:00', { shifts: [{ starts: '2026-01-05T08:00', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', lasts: 'PT9H', perTurn: 5 }, { starts: '2026-01-10T08:00', rule: 'FREQ=WEEKLY;BYDAY=SA,SU', lasts: 'PT9H', members: ['zoe'] }] });
    const who = (day: string) => asked({ rotas: [weekly], units: linesWith({ rota: 'weekly' }) }, { when: `${day}T12:00:00+01:00` }).person;
    expect([who('2026-01-05'), who('2026-01-09'), who('2026-01-10'), who('2026-01-12'), who('2026-01-19')]).toEqual(['ann', 'ann', 'zoe', 'bob', 'ann']);
  });
});

describe('the holiday guarantee team', () => {
  const rotas = [rota('guarantee', ['gina'], '08:00', { holidays: { calendar: 'office', unit: 'care' } })];
  const holiday = (calendar: string) => (calendar === 'office' ? 'Unity Day' : undefined);

  it('stands in for the nearest superior on a holiday, and on no other day', () => {
    expect(asked({ rotas }, { holiday })).toMatchObject({ level: 1, person: 'gina', rota: 'guarantee', chosen: 'holiday-rota' });
    expect(asked({ rotas })).toMatchObject({ person: 'lead', chosen: 'post' });
  });

  it('is for its unit only, and leaves the levels above as they are', () => {
    expect(asked({ rotas }, { holiday, unit: 'acme' })).toMatchObject({ person: 'director' });
    expect(asked({ rotas }, { holiday, told: [{ level: 1, person: 'gina' }] })).toMatchObject({ level: 2, person: 'manager' });
  });

  it('leaves it to the nearest superior outside of its hours', () => {
    expect(asked({ rotas }, { holiday, when: '2026-11-11T23:00:00+01:00' })).toMatchObject({ person: 'lead' });
  });
});

describe('the contact sheet', () => {
  const contacts = [
    { id: '1', category: ['appliance'], unit: null, falls: { person: 'engineer' } },
    { id: '2', category: ['appliance', 'gas'], unit: null, falls: { person: 'gas-officer' } },
    { id: '3', category: ['appliance', 'gas'], unit: 'care', falls: { person: 'gas-officer-of-care' } },
  ];
  const about = (...category: string[]) => asked({ contacts }, { category }).person;

  it('says on whom the first level falls, by what says most of the problem and is nearest', () => {
    expect([about('appliance'), about('appliance', 'gas', 'smell'), about('parking'), about()]).toEqual(['engineer', 'gas-officer-of-care', 'lead', 'lead']);
    expect(asked({ contacts }, { category: ['appliance', 'gas'], unit: 'acme' })).toMatchObject({ person: 'gas-officer', chosen: 'contact-sheet' });
  });

  it('leaves it to the nearest superior when that person is absent, and the second level to the second', () => {
    expect(asked({ contacts, absences: [away('engineer')] }, { category: ['appliance'] })).toMatchObject({ level: 1, person: 'lead' });
    expect(asked({ contacts }, { category: ['appliance'], told: [{ level: 1, person: 'engineer' }] })).toMatchObject({ level: 2, person: 'manager' });
  });
});

it('how somebody was found is said step by step, in English and Chinese', () => {
  const { steps } = asked({ absences: [away('lead')], deputies: [{ person: 'lead', deputy: 'deputy' }] });
  expect(steps.map((step) => sayStep(step, 'en'))).toEqual(['Level 1 is lead, for hotline.', 'lead is absent until 2026-12-01T00:00:00Z.', 'deputy is the deputy of lead.']);
  expect(sayStep(steps[2]!, 'zh')).toBe('deputy是lead的常任代理人。');
});
