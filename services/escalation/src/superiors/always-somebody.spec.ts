import fc from 'fast-check';
import type { Reference, ReportingLine } from './reference.js';
import { Superiors } from './superiors.js';
import { QUESTION, rota } from './testing/a-company.js';
import { whoIsNext, type Named, type Question } from './who-is-next.js';

const PEOPLE = ['ada', 'bo', 'cy', 'di', 'ed', 'flo', 'gus'];
const UNITS = ['top', 'a', 'b', 'c'];
const DAY = 86_400_000;
const BEGIN = Date.parse('2026-10-20T00:00:00Z');

const person = fc.constantFrom(...PEOPLE);
const instant = fc.integer({ min: 0, max: 15 * 24 * 60 }).map((minutes) => BEGIN + minutes * 60_000);
const rotas = fc.uniqueArray(fc.record({ id: fc.constantFrom('r1', 'r2'), members: fc.uniqueArray(person, { minLength: 1, maxLength: 3 }), starts: fc.constantFrom('00:00', '02:30', '08:00', '20:00'), isGuarantee: fc.boolean() }), { selector: ({ id }) => id });

/** Any company, also one whose units report in a circle: what reached the tables before a check was added must not stop an escalation. */
const reference: fc.Arbitrary<Reference> = fc
  .record({
    fallback: person,
    reportsTo: fc.tuple(...UNITS.slice(1).map(() => fc.constantFrom(...UNITS))),
    superiors: fc.tuple(...UNITS.map(() => fc.array(fc.oneof(person.map((one) => ({ person: one })), fc.constantFrom('r1', 'r2').map((one) => ({ rota: one }))), { maxLength: 3 }))),
    rotas,
    absences: fc.array(fc.record({ person, from: instant, days: fc.integer({ min: 1, max: 6 }), standIn: fc.option(person) }), { maxLength: 12 }),
    deputies: fc.uniqueArray(fc.record({ person, deputy: person }), { selector: (one) => one.person, maxLength: 7 }),
    contacts: fc.array(fc.record({ category: fc.constantFrom(['x'], ['x', 'y']), unit: fc.option(fc.constantFrom(...UNITS)), falls: person.map((one) => ({ person: one })) }), { maxLength: 2 }),
  })
  .map((drawn) => ({
    fallback: { person: drawn.fallback },
    units: UNITS.map((unit, index): ReportingLine => ({ unit, reportsTo: index === 0 ? null : drawn.reportsTo[index - 1]!, superiors: drawn.superiors[index]! })),
    rotas: drawn.rotas.map(({ id, members, starts, isGuarantee }) => rota(id, members, starts, isGuarantee ? { holidays: { calendar: 'office', unit: null } } : {})),
    absences: drawn.absences.map(({ person: who, from, days, standIn }, index) => ({ id: String(index), person: who, from: new Date(from).toISOString(), to: new Date(from + days * DAY).toISOString(), standIn })),
    deputies: drawn.deputies,
    contacts: drawn.contacts.map((contact, index) => ({ ...contact, id: String(index) })),
  }));

const question: fc.Arbitrary<Omit<Question, 'told' | 'holiday'> & { isHoliday: boolean }> = fc.record({
  unit: fc.option(fc.constantFrom(...UNITS, 'gone')), owner: fc.option(person), category: fc.constantFrom([], ['x'], ['x', 'y', 'z']), levels: fc.integer({ min: 0, max: 4 }), at: instant, isHoliday: fc.boolean(),
});

const isAbsent = (superiors: Superiors, who: string, at: number): boolean => superiors.presence.absenceOf(who, at) !== undefined;

/** Everybody who could be told from a level on: all of the reporting line, rotas, contact sheet and fallback, and who stands in for them. */
function couldBeTold({ reference: { units, rotas: all, contacts, fallback, absences, deputies } }: Superiors): ReadonlySet<string> {
  const named = [fallback.person, ...units.flatMap(({ superiors }) => superiors.flatMap((post) => ('person' in post ? [post.person] : []))), ...all.flatMap(({ members }) => members), ...contacts.flatMap(({ falls }) => ('person' in falls ? [falls.person] : []))];
  return new Set([...named, ...absences.flatMap(({ standIn }) => standIn ?? []), ...deputies.map(({ deputy }) => deputy)]);
}

describe('I10: an escalation always reaches a named person', () => {
  const climbs = (superiors: Superiors, asked: Omit<Question, 'told'>, hoursApart: number): readonly Named[] => {
    const told: Named[] = [];
    for (let times = 0; times < 8; times++) told.push(whoIsNext(superiors, { ...asked, told, at: asked.at + times * hoursApart * 3_600_000 }));
    return told;
  };

  it('over any reporting lines, rotas, absences, deputies and times: never below who was told, never stopping, never looping', () => {
    fc.assert(
      fc.property(reference, question, fc.integer({ min: 0, max: 30 }), (company, { isHoliday, ...asked }, hoursApart) => {
        const superiors = new Superiors(company);
        const people = couldBeTold(superiors);
        const told = climbs(superiors, { ...QUESTION, ...asked, holiday: () => (isHoliday ? 'a holiday' : undefined) }, hoursApart);
        for (const [index, { level, person: who, top }] of told.entries()) {
          const before = told[index - 1];
          expect(people.has(who)).toBe(true);
          expect(level).toBeGreaterThanOrEqual(before?.level ?? 1);
          // One level higher each time, or at the top to stay.
          expect(top || level > (before?.level ?? 0)).toBe(true);
          expect(before?.top === true && !top).toBe(false);
        }
        expect(told.at(-1)!.top).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('who is there, unless it is the fallback and nobody else is', () => {
    fc.assert(
      fc.property(reference, question, (company, { isHoliday, ...asked }) => {
        const superiors = new Superiors(company);
        const { person: who, chosen } = whoIsNext(superiors, { ...QUESTION, ...asked, holiday: () => (isHoliday ? 'a holiday' : undefined) });
        if (!isAbsent(superiors, who, asked.at)) return;
        expect([who, chosen]).toEqual([company.fallback.person, 'fallback']);
        // Nobody on the way up is there, but perhaps the owner.
        const above = superiors.above(asked.unit).flatMap(({ post }) => ('person' in post ? [post.person] : superiors.rota(post.rota)?.inTurnAt(asked.at) ?? []));
        expect(above.filter((one) => one !== asked.owner && !isAbsent(superiors, one, asked.at))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('the same whenever it is asked', () => {
    fc.assert(
      fc.property(reference, question, (company, { isHoliday: _isHoliday, ...asked }) => {
        const superiors = new Superiors(company);
        const whole = { ...QUESTION, ...asked };
        const first = whoIsNext(superiors, whole);
        whoIsNext(superiors, { ...whole, at: whole.at + 700 * DAY });
        expect([whoIsNext(superiors, whole), whoIsNext(new Superiors(company), whole)]).toEqual([first, first]);
      }),
      { numRuns: 100 },
    );
  });
});
