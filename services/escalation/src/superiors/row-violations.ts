import { isZone } from '@amends/policy';
import type { FieldError } from '@amends/runtime';
import type { HolidayDuty, Post, Reference, ReportingLine, RotaEntry } from './reference.js';
import { areOver, shiftViolations } from './shift-violations.js';
import type { Rows, TableName } from './tables.js';

/** What rows may refer to: the company's units and staff, the calendars of policy packs, and the tables as they would be. */
export interface Known {
  readonly isUnit: (unit: string) => boolean;
  readonly isStaff: (person: string) => boolean;
  /** Of the policy pack in force and of those that will be, with whether they have holidays. */
  readonly calendars: readonly { readonly name: string; readonly hasHolidays: boolean }[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly after: Reference;
}

/** What is wrong with a row beyond its form, a field each: whom and what it names, and what would go round in a circle. */
export const rowViolations: { readonly [Table in TableName]: (row: Rows[Table], known: Known) => readonly FieldError[] } = {
  fallback: ({ person }, known) => staff('person', person, known),
  units: (line, known) => [...unit('unit', line.unit, known), ...reportingViolations(line, known), ...line.superiors.flatMap((one, at) => post(`superiors[${at}]`, one, known))],
  rotas: (entry, known) => [...rotaViolations(entry, known), ...(entry.holidays ? holidayViolations(entry.holidays, known) : [])],
  absences: ({ person, from, to, standIn }, known) => [
    ...staff('person', person, known),
    ...(Date.parse(to) > Date.parse(from) ? [] : [wrong('to', 'must be later than from', 'give the instant at which they are there again')]),
    ...(standIn === null ? [] : standingIn('standIn', standIn, person, known)),
  ],
  deputies: ({ person, deputy }, known) => [...staff('person', person, known), ...standingIn('deputy', deputy, person, known)],
  contacts: (row, known) => [
    ...(row.category.length > 0 ? [] : [wrong('category', 'must have at least one part', 'write the beginning of a category path: appliance, or appliance and leak')]),
    ...(row.unit === null ? [] : unit('unit', row.unit, known)),
    ...post('falls', row.falls, known),
    ...(known.after.contacts.some((other) => other.id !== row.id && isSameProblem(other, row)) ? [wrong('category', 'has a line for the same unit already', 'change that line instead')] : []),
  ],
};

const wrong = (field: string, message: string, remedy: string): FieldError => ({ field, message, remedy });

const staff = (field: string, person: string, { isStaff }: Known): readonly FieldError[] =>
  isStaff(person) ? [] : [wrong(field, 'is not among the staff', 'name somebody of the company file by their id')];

const unit = (field: string, id: string, { isUnit }: Known): readonly FieldError[] => (isUnit(id) ? [] : [wrong(field, 'is no unit of the company', 'name a unit of the company file by its id')]);

const standingIn = (field: string, other: string, person: string, known: Known): readonly FieldError[] =>
  other === person ? [wrong(field, 'is the person themself', 'name somebody else')] : staff(field, other, known);

function post(field: string, one: Post, known: Known): readonly FieldError[] {
  const { person, rota } = one as { readonly person?: string; readonly rota?: string };
  if ((person === undefined) === (rota === undefined)) return [wrong(field, 'must name a person or a rota', 'send one of the two')];
  if (person !== undefined) return staff(`${field}.person`, person, known);
  return known.after.rotas.some((other) => other.rota === rota) ? [] : [wrong(`${field}.rota`, 'is no rota', 'make the rota first, or name one that there is')];
}

function reportingViolations(line: ReportingLine, known: Known): readonly FieldError[] {
  if (line.reportsTo === null) return [];
  const circle = [wrong('reportsTo', 'would put the unit above itself', 'let it report to a unit that does not report to it')];
  const lines = new Map(known.after.units.map((one) => [one.unit, one.reportsTo]));
  const passed = new Set<string>();
  for (let at: string | null = line.unit; at !== null; at = lines.get(at) ?? null) {
    if (passed.has(at)) return circle;
    passed.add(at);
  }
  return unit('reportsTo', line.reportsTo, known);
}

function rotaViolations({ zone, members, shifts }: RotaEntry, known: Known): readonly FieldError[] {
  const { now } = known;
  const inShifts = shifts.flatMap((shift, at) => shiftViolations(shift, zone, { field: `shifts[${at}]`, now }));
  const isOver = isZone(zone) && shifts.length > 0 && inShifts.length === 0 && areOver(shifts, zone, now);
  return [
    ...(isZone(zone) ? [] : [wrong('zone', 'is no IANA time zone', 'write it like Europe/Berlin, or UTC')]),
    ...memberViolations('members', members, known),
    ...(shifts.length > 0 ? [] : [wrong('shifts', 'must have at least one shift', 'say when somebody is on duty: {"starts": "2026-01-05T08:00", "rule": "FREQ=DAILY", "lasts": "PT12H"}')]),
    ...shifts.flatMap((shift, at) => (shift.members ? memberViolations(`shifts[${at}].members`, shift.members, known) : [])),
    ...inShifts,
    ...(isOver ? [wrong('shifts[0].rule', 'is over, as every shift of the rota is: nobody would ever be on duty', 'let it end later (UNTIL, COUNT) or for ever, or take the rota out')] : []),
  ];
}

function memberViolations(field: string, members: readonly string[], known: Known): readonly FieldError[] {
  if (members.length === 0) return [wrong(field, 'must name at least one person', 'list staff ids in the order of their turns')];
  return members.flatMap((member, at) => (members.indexOf(member) < at ? [wrong(`${field}[${at}]`, 'is there twice', 'name everybody once; use perTurn for several shifts in a row')] : staff(`${field}[${at}]`, member, known)));
}

function holidayViolations({ calendar, unit: of }: HolidayDuty, known: Known): readonly FieldError[] {
  const found = known.calendars.filter(({ name }) => name === calendar);
  const names = [...new Set(known.calendars.map(({ name }) => name))].join(', ');
  return [
    ...(found.length > 0 ? [] : [wrong('holidays.calendar', 'is no calendar of the policy pack in force', `name one of ${names}`)]),
    ...(found.length > 0 && !found.some(({ hasHolidays }) => hasHolidays)
      ? [wrong('holidays.calendar', 'has no holidays: the team would never be on duty', 'import its holidays first (npx amends policy calendar import) and put that version in force, or name another calendar')]
      : []),
    ...(of === null ? [] : unit('holidays.unit', of, known)),
  ];
}

const isSameProblem = (a: Rows['contacts'], b: Rows['contacts']): boolean => a.unit === b.unit && a.category.length === b.category.length && a.category.every((part, at) => part === b.category[at]);

/** Where a rota is still named, in words; undefined when it may go. */
export function useOfRota(rota: string, { units, contacts }: Reference): string | undefined {
  const isIt = (one: Post): boolean => 'rota' in one && one.rota === rota;
  const line = units.find(({ superiors }) => superiors.some(isIt));
  if (line) return `the superiors of ${line.unit}`;
  const contact = contacts.find(({ falls }) => isIt(falls));
  return contact && `the contact sheet for ${contact.category.join(' / ')}`;
}
